package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Command;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.StoreOptions;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R20: the bell that wakes the others. */
abstract class BellRulesTck extends RulesTck {
    BellRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("R20 the bell's number changes with every ring, and with nothing else")
    void changes() {
        TreeSet<Long> heard = new TreeSet<>(List.of(store.bell()));
        assertThat(store.bell()).as(rule).isEqualTo(heard.first());
        for (int rings = 1; rings <= 10; rings++) {
            store.ring();
            assertThat(heard.add(store.bell())).as("%s; ring %d", rule, rings).isTrue();
        }
        assertThat(heard).as(rule + "; listening changes nothing").contains(store.bell());
    }

    @Test
    @DisplayName("R20 every client hears every client's ring")
    void bothHear() {
        long before = store.bell();
        assertThat(underTest.another().bell()).as(rule).isEqualTo(before);
        underTest.another().ring();
        assertThat(store.bell())
                .as(rule)
                .isNotEqualTo(before)
                .isEqualTo(underTest.another().bell());
    }

    @Test
    @DisplayName("R20 no other operation rings: that is the caller's")
    void nobodyElseRings() {
        store.ring();
        long before = store.bell();
        live(ALICE);
        submit("letter");
        applied(release(take(ALICE, "letter"), 1, change -> change));
        ordered("letter", new Command.Stop());
        store.end(ALICE, LeaseEnd.CLEAN);
        survey(ALICE, 64);
        store.tidy(Optional.empty());
        assertThat(store.bell()).as(rule).isEqualTo(before);
    }
}
