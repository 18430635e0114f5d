"""`./dev translate`: collects what can be translated, and compiles translations."""
