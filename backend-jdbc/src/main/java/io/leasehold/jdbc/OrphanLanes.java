package io.leasehold.jdbc;

import io.leasehold.store.ReadableType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Looks for orphans by lanes: one owner, one type, one state version is one contiguous range of the orphan index. However many jobs
 * there are, of other owners, of types or versions that nobody here reads, none of them is ever looked at.
 */
final class OrphanLanes {
    /** The most state versions of one type that one look takes in; the others' turn comes when these are claimed. */
    private static final int VERSIONS = 16;

    /** In the whole order of the index, for where the order is by constants alone MariaDB sorts all that there is. */
    private static final String FIRST = """
            (SELECT # AS lane, state_version FROM {job}
             WHERE owner = :owner_# AND runnable = 1 AND type = :type_# AND state_version BETWEEN :oldest_# AND :newest_#
             ORDER BY owner, runnable, type, state_version, slot, id_key LIMIT 1)""";

    private final String first;

    OrphanLanes(SqlText text) {
        this.first = text.of(FIRST);
    }

    /** Whether any of these owners, or nobody, is named by a runnable job of these types (R5). */
    boolean any(Call call, List<String> owners, List<ReadableType> types) {
        for (List<Lane> chunk : Call.chunks(lanes(owners, types))) {
            if (!firsts(call, chunk).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The lanes that hold orphans (R9), each with a single version. */
    List<Lane> occupied(Call call, List<String> owners, List<ReadableType> types) {
        List<Lane> occupied = new ArrayList<>();
        List<Lane> open = lanes(owners, types);
        for (int round = 0; round < VERSIONS && !open.isEmpty(); round++) {
            List<Lane> found = call.inChunks(open, chunk -> firsts(call, chunk));
            found.forEach(lane -> occupied.add(lane.only(lane.oldest)));
            open = found.stream()
                    .filter(lane -> lane.oldest < lane.newest)
                    .map(lane -> lane.from(lane.oldest + 1))
                    .toList();
        }
        return occupied;
    }

    /** One statement that asks the same of many lanes: {@code #} in the names of its values becomes the lane's index. */
    static <T> List<T> union(
            Call call, String arm, List<Lane> lanes, BiConsumer<SqlStatement<?>, Integer> values, RowMapper<T> mapper) {
        String sql = "/* R5 R9 */ "
                + IntStream.range(0, lanes.size())
                        .mapToObj(i -> arm.replace("#", Integer.toString(i)))
                        .collect(Collectors.joining("\nUNION ALL\n"));
        return call.list(
                sql, statement -> IntStream.range(0, lanes.size()).forEach(i -> values.accept(statement, i)), mapper);
    }

    /** Of each lane that holds orphans, the same lane from the lowest version there is. */
    private List<Lane> firsts(Call call, List<Lane> lanes) {
        return union(
                call,
                first,
                lanes,
                (values, i) -> values.bind("owner_" + i, lanes.get(i).owner)
                        .bind("type_" + i, lanes.get(i).type)
                        .bind("oldest_" + i, lanes.get(i).oldest)
                        .bind("newest_" + i, lanes.get(i).newest),
                (row, context) -> lanes.get(row.getInt("lane")).from(row.getInt("state_version")));
    }

    private static List<Lane> lanes(List<String> owners, List<ReadableType> types) {
        return owners.stream()
                .flatMap(
                        owner -> types.stream().map(type -> new Lane(owner, type.type(), type.oldest(), type.newest())))
                .toList();
    }

    /**
     * Runnable jobs of one owner and type.
     *
     * @param owner their owner's column: a dead lease, or empty
     * @param type their type
     * @param oldest their lowest state version
     * @param newest their highest state version
     */
    record Lane(String owner, String type, int oldest, int newest) {
        Lane from(int version) {
            return new Lane(owner, type, version, newest);
        }

        Lane only(int version) {
            return new Lane(owner, type, version, version);
        }
    }
}
