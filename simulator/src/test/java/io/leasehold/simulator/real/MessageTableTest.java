package io.leasehold.simulator.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger of messages in a database hears what was committed, once, and nothing else. */
class MessageTableTest {
    private static final String JOB = "reminder";

    private final String uri = "jdbc:h2:mem:ledger-" + System.nanoTime();
    private final History history = new History(System::nanoTime);
    private final Connection writer = connected();
    private final MessageTable table = MessageTable.create(connected(), "sim_a", history);

    private Connection connected() {
        try {
            return DriverManager.getConnection(uri);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void begin() throws SQLException {
        writer.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        table.close();
        writer.close();
    }

    private static EffectStarted message(long sequence) {
        return new EffectStarted(0, JOB, "00ff", sequence, 3, "i1", "Time for 'it'; --", "before", "after", 17L);
    }

    private List<HistoryEvent> heard() {
        return history.events().stream()
                .map(event -> (HistoryEvent) ((EffectStarted) event).at(0))
                .toList();
    }

    @Test
    void aRowIsAMessageOnceItIsCommitted() throws SQLException {
        table.insert(writer, "i1-1", message(1));
        table.look(JOB);
        assertThat(heard()).isEmpty();
        writer.commit();
        table.look("another");
        assertThat(heard()).isEmpty();
        table.look(JOB);
        table.look(JOB);
        assertThat(table.lookAtAll()).isEmpty();
        assertThat(heard()).containsExactly(message(1));
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void aRowThatIsRolledBackIsNone() throws SQLException {
        table.insert(writer, "i1-1", message(1));
        writer.rollback();
        assertThat(table.lookAtAll()).isEmpty();
        assertThat(heard()).isEmpty();
    }

    @Test
    void aMessageThatIsThereTwiceIsHeardTwice() throws SQLException {
        table.insert(writer, "i1-1", message(1));
        table.insert(writer, "i2-1", message(1));
        writer.commit();
        assertThat(table.lookAtAll()).isEmpty();
        assertThat(heard()).containsExactly(message(1), message(1));
    }

    @Test
    void whatIsThereNoMoreIsTold() throws SQLException {
        table.insert(writer, "i1-1", message(1));
        table.insert(writer, "i1-2", message(2));
        writer.commit();
        table.look(JOB);
        try (Statement delete = writer.createStatement()) {
            delete.execute("DELETE FROM sim_a_sent WHERE step = 2");
        }
        writer.commit();
        assertThat(table.lookAtAll())
                .containsExactly(message(2).step() + " was committed by i1 and is not there any more");
    }

    @Test
    void troubleIsOneLineWithoutTheUri() throws SQLException {
        try (Statement drop = writer.createStatement()) {
            drop.execute("DROP TABLE sim_a_sent");
        }
        assertThatThrownBy(() -> table.look(JOB))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the table of messages can't be read (42")
                .hasMessageNotContaining("jdbc:");
    }
}
