"""The gateway's own small questions to a service."""

from typing import Any, Final

import orjson

from gateway.proxy.failures import AnswerBroken
from gateway.proxy.pool import Pool

_TIMEOUT_S: Final = 10.0
_MOST_BYTES: Final = 16 * 1024 * 1024


async def fetch_json(pool: Pool, path: str) -> Any:
    """Return the JSON a service has at ``path``.

    Raises:
        UpstreamFailure: It gives no answer, or another than 200.
        ValueError: The answer is not JSON.
    """
    connection = await pool.connect()
    turn = pool.watch.begin(connection, _TIMEOUT_S, None)
    body = b""
    try:
        connection.begin(b"GET %b HTTP/1.1\r\nhost: %b\r\n\r\n" % (path.encode(), pool.host), is_head=False)
        while not connection.complete:
            await connection.wait()
            body += connection.take()
            if len(body) > _MOST_BYTES:
                raise AnswerBroken
        status = connection.status
    except BaseException:
        connection.close()
        raise
    finally:
        pool.watch.end(turn)
        pool.release(connection)
    if status != 200:
        raise AnswerBroken
    return orjson.loads(body + connection.take())
