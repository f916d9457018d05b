package io.leasehold.jdbc;

import io.leasehold.store.Command;
import java.util.Optional;

/** Reads the record; what the command makes of it is judged in Java, and written by another statement. */
final class ReadOrders implements Forms.Ordering {
    private final String read;

    ReadOrders(SqlText text) {
        this.read = text.of(OrderedJob.READ);
    }

    @Override
    public Optional<OrderedJob> order(Call call, Command command) {
        return call.first(
                read, values -> values.bind("key", JobRow.key(command.job())), (row, context) -> OrderedJob.read(row));
    }
}
