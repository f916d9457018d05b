package io.leasehold.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.store.Bytes;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.CommandAnswer;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.Load;
import io.leasehold.store.RunId;
import io.leasehold.store.StoreOptions;
import io.leasehold.store.Submission;
import io.leasehold.store.SubmitAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R16, R17: what becomes of a job that several operators, or an operator and an owner, change at once. */
abstract class OperatorRacesTck extends RacesTck {
    private static final int OPERATORS = 4;

    OperatorRacesTck(Function<StoreOptions, StoreUnderTest> opening) {
        super(opening);
    }

    @Test
    @DisplayName("R17 of commands with the same number at once one is applied, the others are stale")
    void commands() throws Exception {
        rounds(() -> {
            String letter = submitted("letter");
            List<Command> commands = List.of(
                    commandTo(letter, new Command.Stop()),
                    commandTo(letter, new Command.Amend(Bytes.ofUtf8("amended"))),
                    commandTo(letter, new Command.Park(0)),
                    commandTo(letter, new Command.Restart(newRun(), false)));
            List<CommandAnswer> heard = race(IntStream.range(0, commands.size())
                    .<Callable<CommandAnswer>>mapToObj(i -> () -> client(i).command(commands.get(i)))
                    .toList());
            JobRecord stored = job(letter);
            assertThat(heard)
                    .as("%s: %s", rule(), heard)
                    .containsOnlyOnce(new CommandAnswer.Applied(1, stored.wish()))
                    .filteredOn(answer -> !(answer instanceof CommandAnswer.Applied))
                    .containsOnly(new CommandAnswer.Stale(stored.run(), 1, stored.wish()));
        });
    }

    private Submission submission(String content, Optional<RunId> replaces) {
        return new Submission(
                new JobId(id("letter")), "mail", 1, Bytes.ofUtf8(content), newRun(), replaces, Duration.ZERO);
    }

    private List<SubmitAnswer> submitAtOnce(List<Submission> all) throws Exception {
        return race(IntStream.range(0, all.size())
                .<Callable<SubmitAnswer>>mapToObj(
                        i -> () -> client(i).submit(List.of(all.get(i))).get(0))
                .toList());
    }

    @Test
    @DisplayName("R16 of different submissions of one id at once one creates the job, the others meet it")
    void differentSubmissions() throws Exception {
        rounds(() -> {
            List<Submission> all = IntStream.range(0, OPERATORS)
                    .mapToObj(i -> submission("content " + i, Optional.empty()))
                    .toList();
            List<SubmitAnswer> heard = submitAtOnce(all);
            JobRecord stored = job(id("letter"));
            assertThat(heard)
                    .as(rule())
                    .containsOnlyOnce(new SubmitAnswer.Created(stored.run()))
                    .filteredOn(answer -> !(answer instanceof SubmitAnswer.Created))
                    .containsOnly(new SubmitAnswer.Other(stored.run(), false));
            int winner = heard.indexOf(new SubmitAnswer.Created(stored.run()));
            assertThat(stored.payload()).as(rule()).isEqualTo(all.get(winner).payload());
        });
    }

    @Test
    @DisplayName(
            "R16 of equal submissions of one id at once one creates the job, the others are told that it is the same")
    void equalSubmissions() throws Exception {
        rounds(() -> {
            List<SubmitAnswer> heard = submitAtOnce(IntStream.range(0, OPERATORS)
                    .mapToObj(i -> submission("content", Optional.empty()))
                    .toList());
            RunId run = job(id("letter")).run();
            assertThat(heard)
                    .as(rule())
                    .containsOnlyOnce(new SubmitAnswer.Created(run))
                    .filteredOn(answer -> !(answer instanceof SubmitAnswer.Created))
                    .containsOnly(new SubmitAnswer.Same(run, false));
        });
    }

    @Test
    @DisplayName("R16 of submissions that replace one tombstone at once one does, and the token goes on")
    void replacements() throws Exception {
        rounds(() -> {
            String letter = submitted("letter");
            JobRecord owned = take(granted(0), letter);
            applied(release(owned, 1, change -> change));
            ordered(letter, new Command.Delete(false));
            List<SubmitAnswer> heard = submitAtOnce(IntStream.range(0, OPERATORS)
                    .mapToObj(i -> submission("content " + i, Optional.of(owned.run())))
                    .toList());
            JobRecord stored = job(letter);
            assertThat(heard)
                    .as(rule())
                    .containsOnlyOnce(new SubmitAnswer.Created(stored.run()))
                    .filteredOn(answer -> !(answer instanceof SubmitAnswer.Created))
                    .containsOnly(new SubmitAnswer.Other(stored.run(), false));
            assertThat(stored.ownership().token()).as(rule()).isEqualTo(1);
        });
    }

    @Test
    @DisplayName("R16 a job that is deleted and submitted anew at once is gone, or the new one")
    void submitAndDelete() throws Exception {
        rounds(() -> {
            String letter = submitted("letter");
            Command delete = commandTo(letter, new Command.Delete(false));
            Submission anew = submission("new", Optional.of(delete.run()));
            List<Object> heard = race(
                    () -> client(0).submit(List.of(anew)).get(0),
                    () -> client(1).command(delete));
            assertThat(heard.get(1)).as(rule()).isInstanceOf(CommandAnswer.Applied.class);
            assertThat(heard.get(0))
                    .as(rule())
                    .isIn(new SubmitAnswer.Created(anew.run()), new SubmitAnswer.Other(delete.run(), false));
            assertThat(store.find(delete.job()).map(JobRecord::run))
                    .as("%s: %s", rule(), heard)
                    .isEqualTo(
                            heard.get(0) instanceof SubmitAnswer.Created ? Optional.of(anew.run()) : Optional.empty());
        });
    }

    @Test
    @DisplayName("R17 a job that is claimed and deleted at once is owned, or gone")
    void claimAndDelete() throws Exception {
        rounds(() -> {
            String letter = submitted("letter");
            ClaimRequest request = claimOf(granted(0), letter);
            Command delete = commandTo(letter, new Command.Delete(false));
            List<Object> heard =
                    race(() -> client(0).claim(request), () -> client(1).command(delete));
            boolean owned = !((List<?>) heard.get(0)).isEmpty();
            exactlyOne(owned, heard.get(1) instanceof CommandAnswer.Applied, heard);
            assertThat(store.find(delete.job()).isPresent())
                    .as("%s: %s", rule(), heard)
                    .isEqualTo(owned);
        });
    }

    @Test
    @DisplayName("R17 of a lapsed owner's renewal and a restart at once one succeeds")
    void restartAndRenew() throws Exception {
        rounds(() -> {
            String letter = submitted("letter");
            LeaseId lease = lease(0);
            store.grant(lease, "lapses", minutes(1));
            take(lease, letter);
            passMinutes(2);
            Command restart = commandTo(letter, new Command.Restart(newRun(), true));
            List<Object> heard = race(
                    () -> client(0).renew(lease, HOUR, Load.NONE),
                    () -> client(1).command(restart));
            exactlyOne(heard.get(0) instanceof LeaseState.Live, heard.get(1) instanceof CommandAnswer.Applied, heard);
        });
    }

    @Test
    @DisplayName("R17 a stop and a claim at once: the job is owned and told to stop, or rests")
    void stopAndClaim() throws Exception {
        rounds(() -> {
            String letter = submitted("letter");
            ClaimRequest request = claimOf(granted(0), letter);
            Command stop = commandTo(letter, new Command.Stop());
            List<Object> heard =
                    race(() -> client(0).claim(request), () -> client(1).command(stop));
            assertThat(heard.get(1)).as(rule()).isInstanceOf(CommandAnswer.Applied.class);
            JobRecord stored = job(letter);
            assertThat(stored.commandNumber()).as(rule()).isEqualTo(1);
            assertThat(stored.ownership().owner().isPresent())
                    .as("%s: %s", rule(), heard)
                    .isEqualTo(!((List<?>) heard.get(0)).isEmpty());
        });
    }
}
