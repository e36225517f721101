"""Where one pupil more changes a school's dollars far more than usual, and what a label brings."""
