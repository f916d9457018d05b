package io.leasehold.simulator.real;

import io.leasehold.simulator.door.TransactingStore;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.sink.MessageSink;
import io.leasehold.simulator.sink.Terms;
import io.leasehold.store.LeaseStore;
import java.sql.Connection;
import java.util.Optional;

/**
 * Where the messages of a run go, on what terms.
 *
 * @param sink outside the store
 * @param table in the store's own database; that is where they go if there is one
 */
record Destination(Terms terms, MessageSink sink, Optional<MessageTable> table) implements AutoCloseable {
    /**
     * Where they go on these terms.
     *
     * @throws IllegalArgumentException if they are to be rows of this store, and it has no place for such
     */
    static Destination of(Terms terms, StoreSource stores, String namespace, History history) {
        MessageSink sink = new MessageSink(terms.sink(), history::nowMillis);
        if (!terms.delivering().inStore()) {
            return new Destination(terms, sink, Optional.empty());
        }
        LeaseStore store = stores.observer();
        if (TransactingStore.of(store, Connection.class).isEmpty()) {
            throw new IllegalArgumentException(
                    "--delivery in-store needs a store in a SQL database, as in --store jdbc:h2:file:/path; "
                            + store.describe().kind() + " commits nothing together with rows of a table");
        }
        return new Destination(terms, sink, Optional.of(MessageTable.create(stores.connection(), namespace, history)));
    }

    /** How many transactions were rolled back since their owner was killed in their midst. */
    long cutOff() {
        return table.map(MessageTable::cutOff).orElse(0L);
    }

    @Override
    public void close() {
        table.ifPresent(MessageTable::close);
    }
}
