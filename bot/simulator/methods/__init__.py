"""The Bot API methods that the simulator knows, by lower-case name."""

from bot.simulator.methods import editing, intake, profile, sending

METHODS = {
    name.lower(): method
    for table in (intake.METHODS, sending.METHODS, editing.METHODS, profile.METHODS)
    for name, method in table.items()
}
