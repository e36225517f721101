"""What holding schools harmless costs, whom it freezes, who pays, and the ways out where it cannot be paid."""
