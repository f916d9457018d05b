package io.leasehold.simulator.door;

import io.leasehold.store.record.RecordKey;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which instances stand between an index entry and their job's record: the last write of theirs that was applied brought an entry. Not
 * thread-safe: for virtual time.
 */
final class HalfDone {
    private final Set<RecordClient> clients = new LinkedHashSet<>();

    void created(RecordClient client, String key) {
        if (RecordKey.hint(key)) {
            clients.add(client);
        } else {
            clients.remove(client);
        }
    }

    void wrote(RecordClient client) {
        clients.remove(client);
    }

    boolean is(RecordClient client) {
        return clients.contains(client);
    }
}
