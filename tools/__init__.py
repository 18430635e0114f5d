"""What the commands of `./dev` run; no part of the plugin."""
