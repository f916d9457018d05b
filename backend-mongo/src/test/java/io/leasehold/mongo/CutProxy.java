package io.leasehold.mongo;

import io.leasehold.tck.Cut;
import io.leasehold.tck.Scissors;
import org.bson.BsonDocument;

/** Stands between a client and a server, and cuts one of the client's commands as the kit asks. Thread-safe. */
final class CutProxy implements AutoCloseable {
    private static final BsonDocument REFUSAL = BsonDocument.parse("{ok: 0, code: 24, codeName: 'LockTimeout',"
            + " errmsg: 'a refusal that the test planted', errorLabels: ['NoWritesPerformed']}");

    private final Scissors scissors = new Scissors();
    private final WireProxy proxy;

    private CutProxy(String servers) {
        proxy = WireProxy.before(servers, command -> fate());
    }

    static CutProxy before(String servers) {
        return new CutProxy(servers);
    }

    String uri(String database) {
        return proxy.uri(database);
    }

    synchronized void cut(int nth, Cut cut) {
        scissors.cut(nth, cut);
    }

    synchronized boolean mend() {
        return scissors.mend();
    }

    private synchronized Fate fate() {
        if (!scissors.meet()) {
            return new Fate.Passed();
        }
        return switch (scissors.cut()) {
            case REFUSED -> new Fate.Answered(REFUSAL);
            case REQUEST_LOST -> new Fate.CutBefore();
            case ANSWER_LOST -> new Fate.CutAfter();
        };
    }

    @Override
    public void close() {
        proxy.close();
    }
}
