package io.leasehold.tck;

import static io.leasehold.tck.TransactionsTck.closed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseState;
import io.leasehold.store.Load;
import io.leasehold.store.SameTransaction.WorkFailed;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.Wish;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R11 to R16 where a user's work commits together with the store's records; for stores that have {@code SameTransaction}. */
abstract class TransactionRulesTck extends RulesTck {
    private TransactionsTck<?> transactions;

    TransactionRulesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @BeforeEach
    void askForTheAbility() {
        transactions = TransactionsTck.of(underTest);
        live(ALICE, BOB);
        submit("letter");
    }

    private WriteAnswer perform(Write write, String row) {
        return transactions.perform(store, write, row);
    }

    private void keeps(String... rows) {
        assertThat(transactions.rows()).as(rule).containsExactly(rows);
    }

    @Test
    @DisplayName("R12 in one transaction: a step and the user's work are stored together")
    void together() {
        JobRecord mine = take(ALICE, "letter");
        assertThat(perform(closed(mine, 1), "one")).as(rule).isEqualTo(new WriteAnswer.Applied(Wish.RUNNING, 0));
        assertThat(perform(closed(job("letter"), 2), "two")).as(rule).isInstanceOf(WriteAnswer.Applied.class);
        keeps("one", "two");
        assertThat(job("letter").progress().sequence()).as(rule).isEqualTo(3);
        assertThat(underTest.another().find(new JobId("letter"))).as(rule).contains(job("letter"));
    }

    @Test
    @DisplayName("R12 in one transaction: the same revision again is APPLIED and does no work")
    void sameRevision() {
        Write write = closed(take(ALICE, "letter"), 1);
        perform(write, "one");
        assertThat(perform(write, "once more")).as(rule).isInstanceOf(WriteAnswer.Applied.class);
        assertThat(transactions.perform(underTest.another(), write, "by another client"))
                .as(rule)
                .isInstanceOf(WriteAnswer.Applied.class);
        keeps("one");
        assertThat(job("letter").progress().sequence()).as(rule).isEqualTo(2);
    }

    @Test
    @DisplayName("R12 in one transaction: a lower revision is SUPERSEDED and does no work")
    void lowerRevision() {
        JobRecord mine = take(ALICE, "letter");
        perform(closed(mine, 2), "one");
        assertThat(perform(closed(mine, 1), "late")).as(rule).isEqualTo(new WriteAnswer.Superseded());
        keeps("one");
    }

    @Test
    @DisplayName("R11 in one transaction: a former owner is FENCED and does no work")
    void fenced() {
        JobRecord mine = take(ALICE, "letter");
        end(ALICE, LeaseEnd.LOST);
        assertThat(takeAll(BOB, ALICE)).as(rule).hasSize(1);
        assertThat(perform(closed(mine, 1), "late")).as(rule).isEqualTo(new WriteAnswer.Fenced());
        keeps();
        assertThat(job("letter").progress()).as(rule).isEqualTo(mine.progress());
    }

    @Test
    @DisplayName("R11 in one transaction: where there is no record nothing is done")
    void regressed() {
        JobRecord mine = take(ALICE, "letter");
        Write elsewhere = new Write(
                new JobId("nowhere"), ALICE, mine.ownership().token(), 1, mine.progress(), Optional.empty(), false);
        assertThat(perform(elsewhere, "lost"))
                .as(rule)
                .isEqualTo(new WriteAnswer.Regressed(WriteAnswer.Loss.NO_RECORD));
        keeps();
    }

    @Test
    @DisplayName("R11 in one transaction: a sequence that goes back is refused and does no work")
    void sequence() {
        JobRecord mine = take(ALICE, "letter");
        perform(closed(mine, 1), "one");
        Write back = write(mine, 2, change -> change.sequence(1));
        assertThat(perform(back, "back")).as(rule).isInstanceOf(WriteAnswer.Refused.class);
        keeps("one");
    }

    @Test
    @DisplayName("R12 in one transaction: of work that throws nothing is kept, nor of its step; both may follow later")
    void workFails() {
        JobRecord mine = take(ALICE, "letter");
        Write write = closed(mine, 1);
        transactions.fails(store, write, "failed", new IllegalStateException("no more of these"));
        transactions.fails(store, write, "failed", new AssertionError("not even so"));
        assertThat(job("letter").ownership()).as(rule).isEqualTo(mine.ownership());
        assertThat(job("letter").progress()).as(rule).isEqualTo(mine.progress());
        assertThat(perform(write, "one")).as(rule).isInstanceOf(WriteAnswer.Applied.class);
        keeps("one");
    }

    @Test
    @DisplayName("R12 in one transaction: work can't end it, and all is kept or nothing whatever it tries")
    void cantEnd() throws WorkFailed {
        cantEnd(transactions);
    }

    private <C> void cantEnd(TransactionsTck<C> own) throws WorkFailed {
        JobRecord mine = take(ALICE, "letter");
        Write write = closed(mine, 1);
        assertThatThrownBy(() -> own.perform(store, write, "committed", own.underTest()::commit))
                .as(rule)
                .isInstanceOf(WorkFailed.class);
        keeps();
        assertThat(job("letter").progress()).as(rule).isEqualTo(mine.progress());
        own.perform(store, write, "one", connection -> {
            assertThatThrownBy(() -> own.underTest().commit(connection))
                    .as(rule)
                    .isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> own.underTest().rollback(connection))
                    .as(rule)
                    .isInstanceOf(RuntimeException.class);
        });
        keeps("one");
    }

    @Test
    @DisplayName("R12 in one transaction: what work was handed is of no use once it has returned")
    void overOnceReturned() throws WorkFailed {
        overOnceReturned(transactions);
    }

    private <C> void overOnceReturned(TransactionsTck<C> own) throws WorkFailed {
        Write write = closed(take(ALICE, "letter"), 1);
        List<C> handed = new ArrayList<>();
        own.perform(store, write, "one", handed::add);
        assertThatThrownBy(() -> own.underTest().add(handed.get(0), "too late"))
                .as(rule)
                .isInstanceOf(RuntimeException.class);
        perform(closed(job("letter"), 2), "two");
        keeps("one", "two");
    }

    @Test
    @DisplayName("R14 in one transaction: the answer carries the operator's wish")
    void wish() {
        JobRecord mine = take(ALICE, "letter");
        ordered("letter", new Command.Stop());
        assertThat(perform(closed(mine, 1), "one")).as(rule).isEqualTo(new WriteAnswer.Applied(Wish.STOPPED, 1));
        keeps("one");
    }

    @Test
    @DisplayName("R15 in one transaction: the delay counts by the store's clock")
    void delay() {
        perform(delayed(take(ALICE, "letter"), 1, minutes(10)), "one");
        assertThat(job("letter").remaining()).as(rule).isCloseTo(minutes(10), SLACK);
        passMinutes(4);
        assertThat(job("letter").remaining()).as(rule).isCloseTo(minutes(6), SLACK);
    }

    @Test
    @DisplayName("R22 while work runs, other calls go on, heartbeats above all")
    void othersGoOn() throws WorkFailed {
        submit("other");
        JobRecord mine = take(ALICE, "letter");
        transactions.perform(store, closed(mine, 1), "one", connection -> {
            assertThat(store.renew(ALICE, HOUR, Load.NONE)).as(rule).isInstanceOf(LeaseState.Live.class);
            assertThat(job("letter").progress())
                    .as(rule + "; seen before the commit")
                    .isEqualTo(mine.progress());
            survey();
            applied(write(take(BOB, "other"), 1, change -> change));
            assertThat(store.list(JobQuery.all()).jobs()).as(rule).hasSize(2);
            store.ring();
        });
        keeps("one");
    }

    @Test
    @DisplayName("R16 in a user's transaction: a job is created if it is committed, and not before")
    void submitted() {
        submitted(transactions);
    }

    private <C> void submitted(TransactionsTck<C> own) {
        C connection = own.underTest().begin();
        Submission job = mail("new");
        assertThat(own.ability(store).submit(connection, job)).as(rule).isEqualTo(new SubmitAnswer.Created(job.run()));
        assertThat(own.ability(store).submit(connection, job))
                .as(rule + "; twice in one transaction")
                .isEqualTo(new SubmitAnswer.Same(job.run(), false));
        own.underTest().add(connection, "row");
        assertThat(store.find(job.id())).as(rule + "; before the commit").isEmpty();
        own.underTest().commit(connection);
        assertThat(job("new").run()).as(rule).isEqualTo(job.run());
        keeps("row");
        assertThat(take(ALICE, "new").run()).as(rule).isEqualTo(job.run());
    }

    @Test
    @DisplayName("R16 in a user's transaction: rolled back, nothing was submitted")
    void rolledBack() {
        rolledBack(transactions);
    }

    private <C> void rolledBack(TransactionsTck<C> own) {
        C connection = own.underTest().begin();
        own.ability(store).submit(connection, mail("new"));
        own.underTest().add(connection, "row");
        own.underTest().rollback(connection);
        assertThat(store.find(new JobId("new"))).as(rule).isEmpty();
        keeps();
        submit("new");
    }

    @Test
    @DisplayName("R16 in a user's transaction: SAME and OTHER change nothing, and leave the transaction the user's")
    void present() {
        present(transactions);
    }

    private <C> void present(TransactionsTck<C> own) {
        JobRecord there = job("letter");
        C connection = own.underTest().begin();
        own.underTest().add(connection, "row");
        assertThat(own.ability(store).submit(connection, mail("letter")))
                .as(rule)
                .isEqualTo(new SubmitAnswer.Same(there.run(), false));
        assertThat(own.ability(store).submit(connection, mail("letter", "parcel", 1, HOUR)))
                .as(rule)
                .isEqualTo(new SubmitAnswer.Other(there.run(), false));
        own.underTest().commit(connection);
        assertThat(job("letter")).as(rule).isEqualTo(there.timed(job("letter").remaining(), Optional.empty()));
        keeps("row");
    }

    @Test
    @DisplayName("R16 in a user's transaction: the run of a tombstone is replaced, and its token goes on")
    void tombstone() {
        tombstone(transactions);
    }

    private <C> void tombstone(TransactionsTck<C> own) {
        long token = take(ALICE, "letter").ownership().token();
        end(ALICE, LeaseEnd.LOST);
        JobRecord former = job("letter");
        ordered("letter", new Command.Delete(false));
        Submission again = new Submission(
                former.id(), "mail", 1, former.payload(), newRun(), Optional.of(former.run()), minutes(0));
        C connection = own.underTest().begin();
        assertThat(own.ability(store).submit(connection, again)).as(rule).isInstanceOf(SubmitAnswer.Created.class);
        own.underTest().commit(connection);
        assertThat(job("letter").run()).as(rule).isEqualTo(again.run());
        assertThat(take(BOB, "letter").ownership().token()).as(rule).isGreaterThan(token);
    }

    @Test
    @DisplayName("R16 in one transaction: work may submit a job with the very connection that it was handed")
    void submittedByWork() throws WorkFailed {
        submittedByWork(transactions);
    }

    private <C> void submittedByWork(TransactionsTck<C> own) throws WorkFailed {
        JobRecord mine = take(ALICE, "letter");
        Submission next = mail("next");
        assertThatThrownBy(() -> own.perform(store, closed(mine, 1), "failed", connection -> {
                    own.ability(store).submit(connection, next);
                    throw new IllegalStateException("after all not");
                }))
                .as(rule)
                .isInstanceOf(WorkFailed.class);
        assertThat(store.find(next.id())).as(rule).isEmpty();
        own.perform(
                store, closed(mine, 1), "one", connection -> own.ability(store).submit(connection, next));
        assertThat(job("next").run()).as(rule).isEqualTo(next.run());
        keeps("one");
    }
}
