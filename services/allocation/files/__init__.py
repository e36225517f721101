"""Files read and written: tables as districts have them, the input folder and the results."""
