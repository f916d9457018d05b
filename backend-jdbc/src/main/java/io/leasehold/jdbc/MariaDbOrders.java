package io.leasehold.jdbc;

import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.Wish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * R17 in one block: what the command makes of the record wherever no owner has to be judged first, and else the record, as it is then.
 * A wish belongs to a run and a command number for good, so the one that is read before the change is the one that the change met. Behind a
 * change that was made no table is touched, for nothing may fail there and have the block repeated.
 */
final class MariaDbOrders implements Forms.Ordering {
    private static final String ORDER = """
            /* R17 compare and set on run and command number, else the record */
            BEGIN NOT ATOMIC
            DECLARE former VARCHAR(10);
            DECLARE ordered INT DEFAULT 0;
            SELECT wish INTO former FROM {job} WHERE id_key = :key AND run = :run AND command_number = :number AND deleted = 0;
            IF former IS NOT NULL THEN
              UPDATE {job} SET {change}
              WHERE id_key = :key AND run = :run AND command_number = :number AND deleted = 0 AND {condition};
              SET ordered = ROW_COUNT();
            END IF;
            IF ordered = 1 THEN
              SELECT {wish} AS ordered_wish;
            ELSE
              {read};
            END IF;
            END""";

    /** Those of the text that are separated by commas, from behind. */
    private static final String DOUBTS = "SUBSTRING_INDEX(CONCAT_WS(',', NULLIF(doubts, ''), :doubt), ',', -:kept)";

    private final Orders orders;

    MariaDbOrders(SqlText text) {
        orders = new Orders(
                DOUBTS,
                (change, condition, wish) -> text.of(ORDER.replace("{change}", change)
                        .replace("{condition}", condition)
                        .replace("{wish}", wish.replace("{wish}", "former"))
                        .replace("{read}", OrderedJob.READ)));
    }

    @Override
    public Optional<OrderedJob> order(Call call, Command command) {
        List<Optional<OrderedJob>> found = call.changeInBlock(
                orders.statement(command.order()),
                values -> Orders.bind(values, command),
                rows -> read(rows, command),
                job -> job.flatMap(OrderedJob::applied).isPresent());
        return found.stream().flatMap(Optional::stream).findFirst();
    }

    private static Optional<OrderedJob> read(ResultSet rows, Command command) throws SQLException {
        boolean ordered = rows.getMetaData().getColumnLabel(1).equals("ordered_wish");
        if (!rows.next()) {
            return Optional.empty();
        } else if (!ordered) {
            return Optional.of(OrderedJob.read(rows));
        }
        Wish wish = Wish.valueOf(rows.getString(1));
        return Optional.of(
                OrderedJob.applied(command.run(), new CommandAnswer.Applied(command.expectedNumber() + 1, wish)));
    }
}
