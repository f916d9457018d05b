package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobPage;
import io.leasehold.store.JobQuery;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.Load;
import io.leasehold.store.OpenStep;
import io.leasehold.store.OwnedPage;
import io.leasehold.store.Status;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R19: what is read, by whom, and in which order. */
abstract class ReadRulesTck extends RulesTck {
    ReadRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("R19 one client reads what another's write was acknowledged for, at once")
    void twoClients() {
        LeaseStore other = underTest.another();
        live(ALICE);
        assertThat(other.renew(ALICE, Duration.ZERO, Load.NONE)).as(rule).isInstanceOf(LeaseState.Live.class);
        submit("letter");
        assertThat(other.find(new JobId("letter"))).as(rule).isPresent();
        var mine = take(ALICE, "letter");
        assertThat(other.owned(ALICE, Optional.empty()).jobs())
                .as(rule)
                .containsExactly(new OwnedPage.Owned(mine.id(), 1, Wish.RUNNING));
        other.write(List.of(intent(mine, 1, step("greet"))));
        assertThat(job("letter").progress().open()).as(rule).contains(step("greet"));
        other.command(new Command(mine.id(), mine.run(), 0, new Command.Stop()));
        assertThat(survey(ALICE, 0).stopped()).as(rule).containsExactly(mine.id());
        other.end(ALICE, LeaseEnd.CLEAN);
        assertThat(ask(ALICE)).as(rule).isEqualTo(new LeaseState.Ended());
    }

    @Test
    @DisplayName("R19 closing one client, twice even, ends no lease and leaves the other at work")
    void closing() {
        LeaseStore other = underTest.another();
        other.grant(ALICE, "alice", HOUR);
        other.close();
        other.close();
        assertThat(ask(ALICE)).as(rule).isInstanceOf(LeaseState.Live.class);
    }

    @Test
    @DisplayName("R19 a dead owner's open step shows as in doubt without a claim")
    void inDoubtWithoutClaim() {
        live(ALICE);
        submit("letter");
        applied(intent(take(ALICE, "letter"), 1, step("greet")));
        end(ALICE, LeaseEnd.LAPSED);
        assertThat(job("letter").progress().open().filter(OpenStep::inDoubt))
                .as(rule)
                .contains(step("greet"));
        assertThat(job("letter").ownership().owner()).as(rule).contains(ALICE);
        assertThat(store.list(JobQuery.all()).jobs().get(0).progress().open())
                .as(rule)
                .contains(step("greet"));
    }

    @Test
    @DisplayName("R19 a listing tells of a job what reading it by its id tells")
    void listAsFind() {
        live(ALICE);
        submitAll(List.of(mail("letter", "mail", 2, minutes(30))));
        applied(intent(take(ALICE, "letter"), 1, step("greet")));
        var found = job("letter");
        var listed = store.list(JobQuery.all()).jobs().get(0);
        assertThat(listed.timed(found.remaining(), found.intentAge())).as(rule).isEqualTo(found);
        assertThat(listed.remaining()).as(rule).isCloseTo(minutes(30), SLACK);
        assertThat(listed.intentAge()).as(rule).isPresent();
    }

    @Test
    @DisplayName("R19 list pages in the order of the ids' UTF-8 bytes: emoji come after U+FFFD")
    void order() {
        List<String> ordered = List.of("A", "Z", "a", "a ", "ab", "é", "\uE000", "\uFFFD", "😀", "😀a", "😁");
        submit("😀a", "ab", "\uFFFD", "a", "😁", "Z", "é", "a ", "😀", "\uE000", "A");
        assertThat(ids(store.list(JobQuery.all()).jobs())).as(rule).isEqualTo(ordered);
        assertThat(walk(everything(1))).as(rule + "; page by page").isEqualTo(ordered);
        assertThat(walk(everything(4))).as(rule).isEqualTo(ordered);
    }

    @Test
    @DisplayName("R19 a page holds as many jobs as its limit says, and tells whether more lie beyond")
    void limit() {
        submit("a", "b", "c");
        JobPage two = store.list(everything(2));
        assertThat(ids(two.jobs())).as(rule).containsExactly("a", "b");
        assertThat(two.more()).as(rule).isTrue();
        JobPage three = store.list(everything(3));
        assertThat(three.jobs()).as(rule).hasSize(3);
        assertThat(three.more()).as(rule + "; exactly as many as there are").isFalse();
        assertThat(store.list(everything(2).after(new JobId("b"))).more())
                .as(rule)
                .isFalse();
        assertThat(ids(store.list(everything(2).after(new JobId("bb"))).jobs()))
                .as(rule + "; the id to go on from need not exist")
                .containsExactly("c");
    }

    @Test
    @DisplayName("R19 no job is skipped or shown twice that stood still while others came and went")
    void standingStill() {
        submit("b", "d", "f", "h");
        JobPage first = store.list(everything(2));
        ordered("b", new Command.Delete(false));
        ordered("d", new Command.Delete(false));
        submit("a", "c", "e");
        JobPage second = store.list(everything(9).after(first.jobs().get(1).id()));
        assertThat(ids(second.jobs())).as(rule).containsExactly("e", "f", "h");
    }

    @Test
    @DisplayName("R19 list meets every filter: type, status and owner, and pages within them")
    void filters() {
        live(ALICE, BOB);
        submitAll(List.of(
                mail("a", "fax", 1, Duration.ZERO),
                mail("b", "fax", 9, Duration.ZERO),
                mail("c", "Fax", 1, Duration.ZERO)));
        submit("d", "e", "f", "g");
        take(ALICE, "d");
        take(ALICE, "f");
        take(BOB, "g");
        leave(ALICE, "e", Status.FAILED);
        assertThat(listed(Optional.of("fax"), Optional.empty(), Optional.empty()))
                .as(rule)
                .containsExactly("a", "b");
        assertThat(listed(Optional.of("mail"), Optional.of(Status.READY), Optional.empty()))
                .as(rule)
                .containsExactly("d", "f", "g");
        assertThat(listed(Optional.empty(), Optional.of(Status.FAILED), Optional.empty()))
                .as(rule)
                .containsExactly("e");
        assertThat(listed(Optional.empty(), Optional.empty(), Optional.of(ALICE)))
                .as(rule)
                .containsExactly("d", "f");
        assertThat(listed(Optional.of("mail"), Optional.of(Status.READY), Optional.of(BOB)))
                .as(rule)
                .containsExactly("g");
        assertThat(listed(Optional.of("fax"), Optional.empty(), Optional.of(BOB)))
                .as(rule)
                .isEmpty();
    }

    @Test
    @DisplayName("R19 the walk over what a lease owns has pages of 1,000, whatever the wish")
    void ownedWalk() {
        live(ALICE, BOB);
        List<String> all = submitMany(1_100);
        take(BOB, "job-0500");
        while (!takeAll(ALICE).isEmpty()) {}
        ordered("job-0000", new Command.Stop());
        OwnedPage first = store.owned(ALICE, Optional.empty());
        assertThat(first.jobs()).as(rule).hasSize(1_000);
        assertThat(first.more()).as(rule).isTrue();
        assertThat(first.jobs().get(0)).as(rule).isEqualTo(new OwnedPage.Owned(new JobId("job-0000"), 1, Wish.STOPPED));
        OwnedPage second = store.owned(ALICE, Optional.of(first.jobs().get(999).id()));
        assertThat(second.more()).as(rule).isFalse();
        List<OwnedPage.Owned> both = new ArrayList<>(first.jobs());
        both.addAll(second.jobs());
        assertThat(both)
                .as(rule + ", in id order")
                .extracting(owned -> owned.id().value())
                .isEqualTo(all.stream().filter(id -> !id.equals("job-0500")).toList());
        assertThat(store.owned(CAROL, Optional.empty())).as(rule).isEqualTo(new OwnedPage(List.of(), false));
    }

    private static JobQuery everything(int limit) {
        return new JobQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }

    private List<String> walk(JobQuery query) {
        List<String> seen = new ArrayList<>();
        JobPage page = store.list(query);
        seen.addAll(ids(page.jobs()));
        while (page.more() && seen.size() < 10_000) {
            page = store.list(
                    query.after(page.jobs().get(page.jobs().size() - 1).id()));
            seen.addAll(ids(page.jobs()));
        }
        return seen;
    }

    /** What a walk of one job a page lists. */
    private List<String> listed(Optional<String> type, Optional<Status> status, Optional<LeaseId> owner) {
        return walk(new JobQuery(type, status, owner, Optional.empty(), 1));
    }
}
