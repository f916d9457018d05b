package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Wish;
import io.leasehold.store.Write;
import io.leasehold.store.WriteAnswer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R11 to R14: what becomes of a job that is written by its owner and changed by somebody else at once. */
abstract class WriteRacesTck extends RacesTck {
    WriteRacesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("R12 a write that is sent twice at once is applied, once")
    void sameRevision() throws Exception {
        rounds(() -> {
            JobRecord owned = take(granted(0), submitted("letter"));
            Write write = write(owned, 1, change -> change.sequence(2));
            List<List<WriteAnswer>> heard =
                    race(() -> client(0).write(List.of(write)), () -> client(1).write(List.of(write)));
            assertThat(heard.stream().flatMap(List::stream))
                    .as(rule())
                    .hasSize(2)
                    .hasOnlyElementsOfType(WriteAnswer.Applied.class);
            assertThat(job(id("letter")).ownership().revision()).as(rule()).isEqualTo(1);
        });
    }

    @Test
    @DisplayName("R12 of two writes of one claim at once the one of the higher revision stands")
    void lateRevision() throws Exception {
        rounds(() -> {
            JobRecord owned = take(granted(0), submitted("letter"));
            Write late = write(owned, 1, change -> change.failures(1));
            Write newer = write(owned, 2, change -> change.failures(2));
            List<List<WriteAnswer>> heard =
                    race(() -> client(0).write(List.of(late)), () -> client(1).write(List.of(newer)));
            assertThat(heard.get(0).get(0))
                    .as(rule())
                    .isInstanceOfAny(WriteAnswer.Applied.class, WriteAnswer.Superseded.class);
            assertThat(heard.get(1)).as(rule()).hasOnlyElementsOfType(WriteAnswer.Applied.class);
            JobRecord stored = job(id("letter"));
            assertThat(stored.ownership().revision())
                    .as("%s: %s", rule(), heard)
                    .isEqualTo(2);
            assertThat(stored.progress()).as("%s: %s", rule(), heard).isEqualTo(newer.progress());
        });
    }

    @Test
    @DisplayName("R11 a former owner's write that is applied at once with the takeover is taken over with the job")
    void formerOwner() throws Exception {
        rounds(() -> {
            String letter = submitted("letter");
            Write last = write(take(granted(0), letter), 1, change -> change.sequence(2));
            end(lease(0), LeaseEnd.LOST);
            ClaimRequest request = claimOf(granted(1), letter);
            List<Object> heard =
                    race(() -> client(0).write(List.of(last)), () -> client(1).claim(request));
            WriteAnswer answer = (WriteAnswer) ((List<?>) heard.get(0)).get(0);
            List<?> won = (List<?>) heard.get(1);
            told(answer, !won.isEmpty());
            JobRecord taken = won.isEmpty() ? take(lease(1), letter) : (JobRecord) won.get(0);
            if (answer instanceof WriteAnswer.Applied) {
                assertThat(taken.progress()).as("%s: %s", rule(), heard).isEqualTo(last.progress());
            }
            assertThat(job(letter).progress()).as("%s: %s", rule(), heard).isEqualTo(taken.progress());
            assertThat(apply(last)).as(rule()).isInstanceOf(WriteAnswer.Fenced.class);
        });
    }

    @Test
    @DisplayName("R11 a release that is sent twice at once is applied; the other is told so too, or fenced")
    void releases() throws Exception {
        rounds(() -> {
            JobRecord owned = take(granted(0), submitted("letter"));
            Write release = release(owned, 1, change -> change.sequence(2));
            List<WriteAnswer> heard =
                    race(
                                    () -> client(0).write(List.of(release)),
                                    () -> client(1).write(List.of(release)))
                            .stream()
                            .flatMap(List::stream)
                            .toList();
            assertThat(heard).as(rule()).hasSize(2).hasAtLeastOneElementOfType(WriteAnswer.Applied.class);
            assertThat(heard)
                    .as(rule())
                    .allMatch(answer -> answer instanceof WriteAnswer.Applied || answer instanceof WriteAnswer.Fenced);
            assertThat(job(id("letter")).ownership().owner()).as(rule()).isEmpty();
            assertThat(job(id("letter")).progress()).as(rule()).isEqualTo(release.progress());
        });
    }

    @Test
    @DisplayName("R13 a batch that is sent forwards and backwards at once is applied, and neither waits for the other")
    void batches() throws Exception {
        rounds(() -> {
            LeaseId lease = granted(0);
            List<Write> forwards = Stream.of("a", "b", "c", "d")
                    .map(name -> write(take(lease, submitted(name)), 1, change -> change.sequence(2)))
                    .toList();
            List<Write> backwards = new ArrayList<>(forwards);
            Collections.reverse(backwards);
            List<List<WriteAnswer>> heard =
                    race(() -> client(0).write(forwards), () -> client(1).write(backwards));
            assertThat(heard.stream().flatMap(List::stream))
                    .as(rule())
                    .hasSize(8)
                    .hasOnlyElementsOfType(WriteAnswer.Applied.class);
        });
    }

    @Test
    @DisplayName("R14 a write and a stop at once both take effect, and the write's answer tells the wish of its moment")
    void writeAndStop() throws Exception {
        rounds(() -> {
            String letter = submitted("letter");
            Write write = write(take(granted(0), letter), 1, change -> change.sequence(2));
            Command stop = commandTo(letter, new Command.Stop());
            List<Object> heard =
                    race(() -> client(0).write(List.of(write)), () -> client(1).command(stop));
            assertThat(((List<?>) heard.get(0)).get(0))
                    .as(rule())
                    .isIn(new WriteAnswer.Applied(Wish.RUNNING, 0), new WriteAnswer.Applied(Wish.STOPPED, 1));
            assertThat(heard.get(1)).as(rule()).isEqualTo(new CommandAnswer.Applied(1, Wish.STOPPED));
            JobRecord stored = job(letter);
            assertThat(stored.wish()).as(rule()).isEqualTo(Wish.STOPPED);
            assertThat(stored.progress()).as(rule()).isEqualTo(write.progress());
        });
    }

    @Test
    @DisplayName("R12 a write carries nothing of the operator's: a payload amended at once with it stays")
    void writeAndAmend() throws Exception {
        rounds(() -> {
            String letter = submitted("letter");
            Write write = write(take(granted(0), letter), 1, change -> change.sequence(2));
            Command amend = commandTo(letter, new Command.Amend(Bytes.ofUtf8("amended")));
            race(() -> client(0).write(List.of(write)), () -> client(1).command(amend));
            JobRecord stored = job(letter);
            assertThat(stored.payload()).as(rule()).isEqualTo(Bytes.ofUtf8("amended"));
            assertThat(stored.progress()).as(rule()).isEqualTo(write.progress());
            assertThat(stored.ownership().revision()).as(rule()).isEqualTo(1);
        });
    }
}
