"""Which differences of two aligned versions an editor must see."""
