package io.leasehold.jdbc;

import io.leasehold.store.Command;
import java.util.List;
import java.util.Optional;

/** R17 in one statement: the record as the command finds it, and what the command makes of it wherever no owner has to be judged first. */
final class PostgresOrders implements Forms.Ordering {
    private static final String ORDER = """
            /* R17 compare and set on run and command number, and the record as it was before */
            WITH ordered AS (
                UPDATE {job} SET {change}
                WHERE id_key = :key AND run = :run AND command_number = :number AND deleted = 0 AND {condition}
                RETURNING command_number, wish)
            SELECT found.*, ordered.command_number AS ordered_number, ordered.wish AS ordered_wish
            FROM ({read}) AS found LEFT JOIN ordered ON TRUE""";

    private static final String DOUBTS = """
            array_to_string((string_to_array(doubts, ',') || CAST(:doubt AS TEXT))
                [GREATEST(1, cardinality(string_to_array(doubts, ',')) + 2 - :kept):], ',')""";

    private final Orders orders;

    PostgresOrders(SqlText text) {
        orders = new Orders(
                DOUBTS,
                (change, condition, wish) -> text.of(ORDER.replace("{change}", change)
                        .replace("{condition}", condition)
                        .replace("{read}", OrderedJob.READ)));
    }

    @Override
    public Optional<OrderedJob> order(Call call, Command command) {
        List<OrderedJob> found = call.change(
                orders.statement(command.order()),
                values -> Orders.bind(values, command),
                (row, context) -> OrderedJob.read(row).ordered(row),
                job -> job.applied().isPresent());
        return found.stream().findFirst();
    }
}
