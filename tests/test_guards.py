"""What guards the tests themselves: no network for anything, and no child that hangs."""

from __future__ import annotations

import os
import signal
import socket
import sys
import urllib.request

import pytest


@pytest.mark.parametrize("way", ["connect", "connect_ex", "sendto"])
@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_no_socket_speaks_to_another_machine(way, family):
    kind = socket.SOCK_DGRAM if way == "sendto" else socket.SOCK_STREAM
    what = [b"words"] if way == "sendto" else []
    with socket.socket(family, kind) as sock, pytest.raises(AssertionError, match="network"):
        getattr(sock, way)(*what, ("localhost", 9))


def test_no_name_is_looked_up_and_no_page_fetched():
    with pytest.raises(AssertionError, match="network"):
        socket.getaddrinfo("localhost", 80)
    with pytest.raises(AssertionError, match="network"):
        socket.create_connection(("localhost", 80))
    with pytest.raises(AssertionError, match="network"):
        urllib.request.urlopen("http://localhost/")


@pytest.mark.skipif(sys.platform == "win32", reason="fork is of POSIX")
def test_a_forked_child_ends_by_itself_and_keeps_the_guards():
    pid = os.fork()
    if pid == 0:
        guarded = signal.alarm(0) > 0
        try:
            socket.getaddrinfo("localhost", 80)
        except AssertionError:
            os._exit(7 if guarded else 1)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7
