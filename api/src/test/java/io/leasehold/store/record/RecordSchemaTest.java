package io.leasehold.store.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.Load;
import io.leasehold.store.PrepareMode;
import io.leasehold.store.Progress;
import io.leasehold.store.ReadableType;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreException.StoreRejected;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R24 over records: what each mode may do, and that fields of the next schema survive this code's writes. */
class RecordSchemaTest {
    private static final JobId JOB = new JobId("a");
    private static final LeaseId LEASE = LeaseId.of(1);
    private static final Duration TTL = Duration.ofMinutes(1);
    private static final Bytes NEWER = Bytes.ofUtf8("newer");

    private final InMemoryRecordStore records = new InMemoryRecordStore(() -> 1_000);
    private final RecordLeaseStore store = RecordLeaseStore.over(records, StoreOptions.DEFAULT);

    @Test
    void createWritesTheNumberOnce() {
        store.prepare(PrepareMode.CREATE);
        List<RecordStore.Stored> once = everything();
        store.prepare(PrepareMode.CREATE);

        assertThat(once).extracting(RecordStore.Stored::key).containsExactly("m");
        assertThat(everything()).isEqualTo(once);
    }

    @Test
    void validateOfNothingIsRejectedAndWritesNothing() {
        assertThatThrownBy(() -> store.prepare(PrepareMode.VALIDATE))
                .isInstanceOf(StoreRejected.class)
                .hasMessage("prepare(VALIDATE) at memory records: there are no records of Leasehold here;"
                        + " prepare(CREATE) makes the first");
        assertThat(everything()).isEmpty();
    }

    @Test
    void noneLooksAtNothing() {
        RecordStore unseen = new ForwardingRecords(records) {
            @Override
            public void prepare(PrepareMode mode) {
                throw new AssertionError("prepare(NONE) prepares the storage");
            }

            @Override
            public Optional<Stored> read(String key) {
                throw new AssertionError("prepare(NONE) reads " + key);
            }
        };

        RecordLeaseStore.over(unseen, StoreOptions.DEFAULT).prepare(PrepareMode.NONE);

        assertThat(everything()).isEmpty();
    }

    @Test
    void recordsNeedNoPreparation() {
        store.prepare(PrepareMode.NONE);
        submit();

        assertThat(store.find(JOB)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, -1, Long.MAX_VALUE})
    void aForeignNumberIsRejectedAndStays(long number) {
        records.create("m", new ValueWriter().number(number).done());
        List<RecordStore.Stored> before = everything();
        for (PrepareMode mode : List.of(PrepareMode.CREATE, PrepareMode.VALIDATE)) {
            assertThatThrownBy(() -> store.prepare(mode))
                    .isInstanceOf(StoreRejected.class)
                    .hasMessageContaining("are of schema " + number + ", but this code runs on 1 and 2; ")
                    .hasMessageContaining(number < 1 ? "no migration leads from there" : "use newer code");
        }
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void theNextNumberIsAcceptedAndStays(PrepareMode mode) {
        records.create("m", new ValueWriter().number(2).last(NEWER).done());
        List<RecordStore.Stored> before = everything();
        store.prepare(mode);

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aDamagedNumberIsToldByItsKey() {
        records.create("m", Bytes.of(new byte[] {(byte) 0x80}));

        assertThatThrownBy(() -> store.prepare(PrepareMode.CREATE))
                .isInstanceOf(StoreRejected.class)
                .hasMessageContaining("the record m can't be read");
    }

    @Test
    void fieldsOfTheNextSchemaSurviveEveryWriteOfThisCode() {
        store.grant(LEASE, "me", TTL);
        store.ring();
        submit();
        List.of("l-" + LEASE, "b", Keys.job(JOB)).forEach(this::addNewerField);

        ReadableType mail = new ReadableType("mail", 1, 1);
        JobRecord mine = store.claim(new ClaimRequest(LEASE, 1, List.of(mail), new ClaimRequest.Named(JOB)))
                .get(0);
        addNewerField("c-" + LEASE);
        store.claim(new ClaimRequest(LEASE, 2, List.of(mail), new ClaimRequest.Named(new JobId("b"))));
        store.renew(LEASE, TTL.multipliedBy(2), Load.NONE);
        applied(mine, 1, false);
        order(new Command.Stop());
        order(new Command.Amend(Bytes.ofUtf8("other")));
        applied(mine, 2, true);
        order(new Command.Restart(RunId.of(2), false));
        store.ring();
        store.end(LEASE, LeaseEnd.CLEAN);
        store.tidy(Optional.of("leases:"));

        for (String key : List.of("l-" + LEASE, "b", "c-" + LEASE, Keys.job(JOB))) {
            assertThat(records.read(key).orElseThrow().value().utf8()).as(key).endsWith(NEWER.utf8());
        }
        assertThat(store.find(JOB).orElseThrow().run()).isEqualTo(RunId.of(2));
        assertThat(store.bell()).isEqualTo(2);
    }

    private void addNewerField(String key) {
        RecordStore.Stored stored = records.read(key).orElseThrow();
        Bytes longer = new ValueWriter().last(stored.value()).last(NEWER).done();
        assertThat(records.replace(key, stored.version(), longer)).isTrue();
    }

    private void submit() {
        store.submit(
                List.of(new Submission(JOB, "mail", 1, Bytes.EMPTY, RunId.of(1), Optional.empty(), Duration.ZERO)));
    }

    private void applied(JobRecord job, long revision, boolean release) {
        Progress progress = job.progress().change().failures((int) revision).done();
        Write write = new Write(JOB, LEASE, job.ownership().token(), revision, progress, Optional.empty(), release);
        assertThat(store.write(List.of(write))).hasOnlyElementsOfType(WriteAnswer.Applied.class);
    }

    private void order(Command.Order order) {
        JobRecord job = store.find(JOB).orElseThrow();
        assertThat(store.command(new Command(JOB, job.run(), job.commandNumber(), order)))
                .isInstanceOf(io.leasehold.store.CommandAnswer.Applied.class);
    }

    private List<RecordStore.Stored> everything() {
        return records.range("a", "zz", 1_000);
    }
}
