package io.leasehold.redis;

import java.util.Iterator;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.args.Rawable;

/** A command that says when it is being written: the client is connected by then, and connects no more. Used by one thread. */
final class Request extends CommandArguments {
    private final Runnable written;

    Request(Command command, Runnable written) {
        super(command);
        this.written = written;
    }

    @Override
    public Iterator<Rawable> iterator() {
        written.run();
        return super.iterator();
    }
}
