package io.leasehold.store.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobId;
import io.leasehold.store.JobQuery;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.ReadableType;
import io.leasehold.store.Retention;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreException;
import io.leasehold.store.StoreException.StoreUnavailable;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import io.leasehold.store.TidyAnswer;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What R18's removal of job records means for the records around them: nothing is left, and nothing left over does harm. */
class PurgedRecordsTest {
    private static final JobId LETTER = new JobId("letter");
    private static final LeaseId ALICE = LeaseId.of(1);
    private static final LeaseId BOB = LeaseId.of(2);
    private static final StoreOptions OPTIONS =
            StoreOptions.DEFAULT.retention(Retention.DEFAULT.tombstones(Duration.ofHours(1)));

    private final AtomicLong clock = new AtomicLong(1_700_000_000_000L);
    private final RecordStore records = new InMemoryRecordStore(clock::get);
    private final LeaseStore store = over(records);
    private long claims;
    private long runs;

    @BeforeEach
    void prepared() {
        store.prepare(PrepareMode.CREATE);
        store.grant(ALICE, "alice", Duration.ofDays(1));
        store.grant(BOB, "bob", Duration.ofDays(1));
    }

    @Test
    @DisplayName("nothing is left of a job whose tombstone has gone")
    void nothingIsLeft() {
        List<String> before = new ArrayList<>(keys());
        life();
        before.addAll(List.of(Keys.lastClaim(ALICE), Keys.FLOOR));
        assertThat(keys()).contains(Keys.job(LETTER));
        purgeAll();
        assertThat(keys()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    @DisplayName("entries left over from a life that is over are cleared away, and no record is made for their sake")
    void leftOverWithoutRecord() {
        List<RecordStore.Stored> former = entriesOfALife();
        purgeAll();
        former.forEach(entry -> records.create(entry.key(), entry.value()));
        assertThat(claim(BOB)).isEmpty();
        assertThat(store.list(JobQuery.all()).jobs()).isEmpty();
        assertThat(store.owned(ALICE, Optional.empty()).jobs()).isEmpty();
        assertThat(records.read(Keys.job(LETTER))).isEmpty();
        pass(Duration.ofMinutes(10));
        tidy(store);
        assertThat(entries()).isEmpty();
    }

    @Test
    @DisplayName("entries left over from a life that is over never make a wrong claim in the next one")
    void leftOverInTheNextLife() {
        List<RecordStore.Stored> former = entriesOfALife();
        purgeAll();
        submit();
        JobRecord held = claim(BOB).get(0);
        former.forEach(entry -> records.create(entry.key(), entry.value()));
        store.end(ALICE, LeaseEnd.LAPSED);
        LeaseId carol = LeaseId.of(3);
        store.grant(carol, "carol", Duration.ofHours(1));
        assertThat(claim(carol)).isEmpty();
        assertThat(store.owned(ALICE, Optional.empty()).jobs()).isEmpty();
        assertThat(store.find(LETTER).orElseThrow().ownership()).isEqualTo(held.ownership());
    }

    @Test
    @DisplayName("no index entry is ever written twice, through all lives of an id")
    void numbersNeverRepeat() {
        List<RecordStore.Stored> first = entriesOfALife();
        purgeAll();
        List<RecordStore.Stored> second = entriesOfALife();
        purgeAll();
        List<RecordStore.Stored> third = entriesOfALife();
        assertThat(Stream.of(first, second, third).flatMap(List::stream).map(RecordStore.Stored::key))
                .hasSizeGreaterThan(15)
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("a floor whose raising came late doesn't look older than it is")
    void lateFloor() {
        life();
        pass(Duration.ofHours(1));
        tidy(over(Interleaved.before(records, "create g", () -> pass(Duration.ofHours(1)))));
        assertThat(tidy(store)).as("it stands only since it was written").isZero();
        pass(Duration.ofMinutes(10));
        assertThat(tidy(store)).isEqualTo(1);
    }

    @Test
    @DisplayName("a floor that was raised by one who died stands since the next who looked")
    void unseenFloor() {
        life();
        pass(Duration.ofHours(1));
        LeaseStore dying = over(Interleaved.before(records, "replace g", () -> {
            throw new StoreUnavailable("dead");
        }));
        assertThatThrownBy(() -> tidy(dying)).isInstanceOf(StoreException.class);
        pass(Duration.ofHours(1));
        assertThat(tidy(store)).isZero();
        pass(Duration.ofMinutes(10));
        assertThat(tidy(store)).isEqualTo(1);
    }

    @Test
    @DisplayName("a tombstone that is replaced on the way of its removal is a job, and keeps its entries")
    void replacedOnTheWay() {
        RunId former = life();
        pass(Duration.ofHours(1));
        tidy(store);
        pass(Duration.ofMinutes(10));
        LeaseStore slow = over(Interleaved.before(records, "delete j-", () -> replace(store, former)));
        assertThat(tidy(slow)).isZero();
        assertThat(claim(BOB)).hasSize(1);
        assertThat(store.owned(BOB, Optional.empty()).jobs()).hasSize(1);
    }

    @Test
    @DisplayName("a submission whose tombstone goes on its way creates nothing")
    void goneOnTheWay() {
        RunId former = life();
        pass(Duration.ofHours(1));
        tidy(store);
        pass(Duration.ofMinutes(10));
        LeaseStore slow = over(Interleaved.before(
                records, "replace j-", () -> assertThat(tidy(store)).isEqualTo(1)));
        assertThat(replace(slow, former)).isEqualTo(new SubmitAnswer.Other(former, true));
        assertThat(store.find(LETTER)).isEmpty();
        submit();
        assertThat(claim(BOB)).as("what it had noted doesn't hide the next").hasSize(1);
    }

    @Test
    @DisplayName("of two submissions that began on different floors the loser's entries don't hide the winner's job")
    void differentFloors() {
        submit();
        release(claim(ALICE).get(0));
        store.command(new Command(LETTER, run(), 0, new Command.Amend(Bytes.EMPTY)));
        delete();
        purgeAll();
        RecordStore late = Interleaved.before(records, "remove q-", this::untilTheWinnerHasTheSameNumber);
        LeaseStore slow = over(Interleaved.before(late, "create j-", this::submitOnTheOldFloor));
        assertThat(slow.submit(List.of(submission(Optional.empty()))).get(0)).isInstanceOf(SubmitAnswer.Same.class);
        untilTheWinnerHasTheSameNumber();
        release(claim(BOB).get(0));
        pass(Duration.ofMinutes(2));
        release(claim(BOB).get(0));
        store.list(JobQuery.all());
        assertThat(keys())
                .as("what the loser had noted is gone in the end")
                .filteredOn(key -> key.startsWith("q-") || key.startsWith("s-"))
                .hasSize(2);
    }

    private void submitOnTheOldFloor() {
        RecordStore.Stored floor = records.read(Keys.FLOOR).orElseThrow();
        records.remove(Keys.FLOOR);
        submit();
        assertThat(change()).isEqualTo(1);
        records.create(Keys.FLOOR, floor.value());
    }

    /** The loser noted entries of the change that comes next after the floor; the winner's job gets there step by step. */
    private void untilTheWinnerHasTheSameNumber() {
        long next = FloorValue.decoded(records.read(Keys.FLOOR).orElseThrow().value())
                        .change()
                + 1;
        assertThat(next).as("a number with which the job is free").isEqualTo(7);
        while (change() < next) {
            release(claim(BOB).get(0));
        }
        assertThat(change()).isEqualTo(next);
    }

    private long change() {
        return JobCodec.decoded(
                        LETTER, records.read(Keys.job(LETTER)).orElseThrow().value())
                .change();
    }

    private static LeaseStore over(RecordStore records) {
        return RecordLeaseStore.over(records, OPTIONS);
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toMillis());
    }

    private List<String> keys() {
        return records.range("0", "zz", RecordStore.RANGE).stream()
                .map(RecordStore.Stored::key)
                .toList();
    }

    private Submission submission(Optional<RunId> replaces) {
        return new Submission(LETTER, "mail", 1, Bytes.ofUtf8("dear"), RunId.of(++runs), replaces, Duration.ZERO);
    }

    private void submit() {
        assertThat(store.submit(List.of(submission(Optional.empty()))).get(0)).isInstanceOf(SubmitAnswer.Created.class);
    }

    private SubmitAnswer replace(LeaseStore by, RunId former) {
        return by.submit(List.of(submission(Optional.of(former)))).get(0);
    }

    private List<JobRecord> claim(LeaseId lease) {
        ClaimRequest.Orphans orphans = new ClaimRequest.Orphans(List.of(ALICE), 256, 1 << 20);
        List<ReadableType> types = List.of(new ReadableType("mail", 1, 1));
        List<JobRecord> low = store.claim(new ClaimRequest(lease, ++claims, types, orphans));
        return low.isEmpty() ? store.claim(new ClaimRequest(lease, ++claims, types, orphans)) : low;
    }

    private void release(JobRecord job) {
        LeaseId owner = job.ownership().owner().orElseThrow();
        Write release = new Write(LETTER, owner, job.ownership().token(), 1, job.progress(), Optional.empty(), true);
        assertThat(store.write(List.of(release)).get(0)).isInstanceOf(WriteAnswer.Applied.class);
    }

    private RunId run() {
        return store.find(LETTER).orElseThrow().run();
    }

    private void delete() {
        JobRecord job = store.find(LETTER).orElseThrow();
        assertThat(store.command(new Command(LETTER, job.run(), job.commandNumber(), new Command.Delete(true))))
                .isInstanceOf(CommandAnswer.Applied.class);
    }

    /** Submitted, claimed, released, deleted; answers the run. */
    private RunId life() {
        submit();
        RunId run = run();
        release(claim(ALICE).get(0));
        delete();
        return run;
    }

    /** A life, and the index entries that it had at its stations. */
    private List<RecordStore.Stored> entriesOfALife() {
        List<RecordStore.Stored> entries = new ArrayList<>();
        submit();
        entries.addAll(entries());
        JobRecord claimed = claim(ALICE).get(0);
        entries.addAll(entries());
        release(claimed);
        entries.addAll(entries());
        delete();
        entries.addAll(entries());
        return entries.stream().distinct().toList();
    }

    private List<RecordStore.Stored> entries() {
        return records.range("0", "zz", RecordStore.RANGE).stream()
                .filter(stored -> stored.key().contains("-" + OrderedText.of(LETTER.value()) + "-"))
                .toList();
    }

    /** One walk over the tombstones; how many go. */
    private static int tidy(LeaseStore store) {
        TidyAnswer answer = store.tidy(Optional.of("tombstones:"));
        assertThat(answer.next()).isEmpty();
        return answer.purged();
    }

    private void purgeAll() {
        pass(Duration.ofHours(1));
        int gone = tidy(store);
        pass(Duration.ofMinutes(10));
        assertThat(gone + tidy(store)).isEqualTo(1);
    }
}
