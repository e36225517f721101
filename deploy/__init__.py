"""How the platform is started: on one machine (`local`), with a demonstration district (`demo`), in containers."""
