package io.leasehold.jdbc;

import io.leasehold.store.ReadableType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * A walk over the lanes of {@link OrphanLanes} within a block: one owner, one readable type and one state version that is there after the
 * other, each found by the index, none of the others' jobs looked at.
 */
final class MariaDbLanes {
    /** The most state versions of one type that one walk takes in; the others' turn comes when these are claimed. */
    static final int VERSIONS = 16;

    private static final String WALK = """
            FOR lane IN (SELECT o.owner, t.type, t.oldest, t.newest FROM ({owners}) o JOIN {types} t) DO
              SET looked = 0;
              SET found = lane.oldest - 1;
              SET found = IF({open}, {next}, NULL);
              WHILE found IS NOT NULL AND looked < %d DO
                {each}
                SET looked = looked + 1;
                SET found = {next};
              END WHILE;
            END FOR;
            """.formatted(VERSIONS);

    /** The next state version of a lane that has jobs. */
    static final String NEXT = """
            (SELECT state_version FROM {job} FORCE INDEX ({job}_orphan)
             WHERE owner = lane.owner AND runnable = 1 AND type = lane.type AND state_version > found AND state_version <= lane.newest
             ORDER BY owner, runnable, type, state_version LIMIT 1)""";

    /** What a block with a walk declares. */
    static final String DECLARED = "DECLARE looked, found BIGINT;\n";

    private MariaDbLanes() {}

    /**
     * The walk.
     *
     * @param owners a query for the owners, in a column {@code owner}
     * @param types how many types are bound by {@link #bind}
     * @param open whether a lane is to be looked at at all
     * @param each what is done in a lane that has jobs: of {@code lane.owner}, {@code lane.type} and version {@code found}
     */
    static String walk(String owners, int types, String open, String each) {
        return WALK.replace("{owners}", owners)
                .replace("{types}", types(types))
                .replace("{open}", open)
                .replace("{each}", each)
                .replace("{next}", NEXT);
    }

    private static String types(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i == 0
                        ? "SELECT :type_0 AS type, :oldest_0 AS oldest, :newest_0 AS newest"
                        : "SELECT :type_" + i + ", :oldest_" + i + ", :newest_" + i)
                .collect(Collectors.joining(" UNION ALL ", "(", ")"));
    }

    static void bind(SqlStatement<?> values, List<ReadableType> types) {
        for (int i = 0; i < types.size(); i++) {
            values.bind("type_" + i, types.get(i).type())
                    .bind("oldest_" + i, types.get(i).oldest())
                    .bind("newest_" + i, types.get(i).newest());
        }
    }
}
