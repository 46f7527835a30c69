"""A Python kernel in an environment of its own, and what a front end tells it."""

from contextlib import contextmanager

from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpec

TIMEOUT = 600  # seconds for one cell, on a busy machine


class Kernel:
    """Runs cells as a front end does, and speaks to their widgets as one does."""

    def __init__(self, client):
        self.client = client

    def run(self, code):
        """Run one cell and return its messages; AssertionError if the cell raises."""
        messages = []
        reply = self.client.execute_interactive(
            code, output_hook=messages.append, timeout=TIMEOUT
        )
        traceback = "\n".join(reply["content"].get("traceback", []))
        assert reply["content"]["status"] == "ok", f"{code}\n{traceback}"
        return messages

    def printed(self, code):
        """Run one cell and return what it prints."""
        return "".join(c["text"] for c in contents(self.run(code), "stream"))

    def update(self, comm_id, **state):
        """Send new traits to a widget, as its front end does when a reader moves it."""
        data = {"method": "update", "state": state, "buffer_paths": []}
        message = {"comm_id": comm_id, "data": data}
        session, channel = self.client.session, self.client.shell_channel
        channel.send(session.msg("comm_msg", message))


def contents(messages, kind):
    """The contents of the messages of one kind: stream, display_data, comm_msg ..."""
    return [m["content"] for m in messages if m["msg_type"] == kind]


@contextmanager
def started(python, cwd, env, first):
    """Yield a Kernel of this interpreter; ``first`` is code that it runs at once."""
    command = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    manager = KernelManager(kernel_name="road")
    manager._kernel_spec = KernelSpec(argv=command, language="python")
    manager.start_kernel(cwd=str(cwd), env=env)
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=120)
        kernel = Kernel(client)
        kernel.run(first)
        yield kernel
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
