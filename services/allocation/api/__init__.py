"""The routes of allocation and the JSON they take and give."""
