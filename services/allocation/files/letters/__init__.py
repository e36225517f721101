"""Documents set by typst: letters to schools and the board's packet, tagged for those who have them read out."""
