"""What runs the cells of a chapter where there is no kernel."""
