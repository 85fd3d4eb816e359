"""`run` and `demo`."""

import asyncio

import click


@click.command("run")
@click.option("--no-intake", is_flag=True, help="Work and send, but let another process receive (PostgreSQL).")
def run_command(no_intake: bool) -> None:
    """Serve people until told to stop (Ctrl-C or SIGTERM)."""
    from bot import logs
    from bot.runtime.botapi import silence_libraries
    from bot.settings import load

    logs.configure()
    silence_libraries()
    settings = load()
    settings.token()
    from bot.app import App

    asyncio.run(App(settings).run(with_intake=not no_intake))


@click.command("demo")
@click.option("--port", default=8642, show_default=True, help="Where the page is; 0 takes any free port.")
@click.option("--keep", is_flag=True, help="Go on with the database of the last demo.")
def demo_command(port: int, keep: bool) -> None:
    """Try the bot in the browser: no token, nothing leaves this machine."""
    from bot.demo import demo

    asyncio.run(demo(port, keep=keep))


COMMANDS: tuple[click.Command, ...] = (run_command, demo_command)
