package io.leasehold.tck.history;

import io.leasehold.store.ClaimRequest;
import io.leasehold.store.Command;
import io.leasehold.store.JobId;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseStore;
import io.leasehold.store.OwnedPage;
import io.leasehold.store.Submission;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import io.leasehold.store.Write;
import io.leasehold.tck.linear.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Takes a history's calls apart into the steps that are judged. Used by one thread. */
final class Steps {
    /** For so many owners one command is explained; in these short histories a third has not been seen. */
    private static final int ATTEMPTS = 2;

    private final List<Call<Request, Object>> history;
    private final List<JobId> jobs;
    private final List<LeaseId> leases;

    /** All jobs and leases that the history may be about. */
    Steps(List<Call<Request, Object>> history, List<JobId> jobs, List<LeaseId> leases) {
        this.history = history;
        this.jobs = jobs;
        this.leases = leases;
    }

    List<Call<Part, Object>> all() {
        return history.stream().flatMap(this::of).toList();
    }

    private Stream<Call<Part, Object>> of(Call<Request, Object> call) {
        Request request = call.operation();
        if (request instanceof Request.Writes writes) {
            return writes(call, writes.writes());
        } else if (alone(call)) {
            return Stream.of(step(call, new Part.Whole(request), call.answer()));
        } else if (request instanceof Request.Claim claim) {
            return claim(call, claim.request());
        } else if (request instanceof Request.Submit submit) {
            return submissions(call, submit.jobs());
        } else if (request instanceof Request.Order order) {
            return command(call, order.command());
        } else if (request instanceof Request.Look look) {
            return survey(call, look.request());
        } else if (request instanceof Request.Owned owned) {
            return owned(call, owned.lease());
        } else if (request instanceof Request.Tidy) {
            return Stream.concat(
                            jobs.stream().map(TidyParts.Clear::new),
                            leases.stream().map(TidyParts.Mark::new))
                    .map(part -> step(call, part, Optional.empty()));
        }
        return Stream.of(step(call, new Part.Whole(request), call.answer()));
    }

    private boolean alone(Call<Request, Object> call) {
        return history.stream().noneMatch(other -> other.invoked() != call.invoked() && other.overlaps(call));
    }

    private static Call<Part, Object> step(Call<Request, Object> call, Part part, Optional<?> answer) {
        return new Call<>(call.caller(), part, answer.map(Coarse::of), call.invoked(), call.returned());
    }

    /** What the call answered at this place of its list. */
    private static Optional<Object> at(Call<Request, Object> call, int place) {
        return call.answer().map(answer -> ((List<?>) answer).get(place));
    }

    private static Stream<Call<Part, Object>> writes(Call<Request, Object> call, List<Write> writes) {
        return IntStream.range(0, writes.size()).boxed().flatMap(i -> {
            long number = call.invoked() * LeaseStore.WRITES + i;
            return Stream.of(
                    step(call, new WriteParts.Try(number, writes.get(i)), Optional.empty()),
                    step(call, new WriteParts.ReadBack(number, writes.get(i)), at(call, i)));
        });
    }

    private static Stream<Call<Part, Object>> submissions(Call<Request, Object> call, List<Submission> jobs) {
        return IntStream.range(0, jobs.size())
                .mapToObj(i -> step(
                        call,
                        new Part.Whole(new Request.Submit(List.of(jobs.get(i)))),
                        at(call, i).map(List::of)));
    }

    private Stream<Call<Part, Object>> claim(Call<Request, Object> call, ClaimRequest request) {
        List<Call<Part, Object>> steps = new ArrayList<>();
        steps.add(step(call, new ClaimParts.Accept(call.invoked(), request), Optional.empty()));
        if (call.answer().isEmpty()) {
            jobs.forEach(job -> steps.add(step(call, take(call, request, job), Optional.empty())));
            return steps.stream();
        }
        List<JobRecord> brought = ((List<?>) call.answer().get())
                .stream().map(JobRecord.class::cast).toList();
        brought.forEach(job -> {
            steps.add(step(call, take(call, request, job.id()), Optional.empty()));
            steps.add(step(call, new ClaimParts.Tell(call.invoked(), request), Optional.of(job)));
        });
        jobs.stream()
                .filter(job -> brought.stream().noneMatch(told -> told.id().equals(job)) && mayBeFreed(job, call))
                .forEach(job -> {
                    long mark = call.invoked() * LeaseStore.WRITES + jobs.indexOf(job);
                    steps.add(step(
                            call, new ClaimParts.TakeInVain(call.invoked(), mark, request, job), Optional.empty()));
                    steps.add(step(call, new ClaimParts.Miss(mark, request, job), Optional.empty()));
                });
        if (brought.isEmpty()) {
            steps.add(step(call, new ClaimParts.BringNothing(call.invoked(), request), Optional.empty()));
            steps.add(step(call, new ClaimParts.AskOwnLease(call.invoked(), request), Optional.empty()));
        }
        return steps.stream();
    }

    /** Whether a call that overlaps a claim may take this job away from it again before it is answered. */
    private boolean mayBeFreed(JobId job, Call<Request, Object> claim) {
        return history.stream().anyMatch(other -> other.overlaps(claim) && frees(other.operation(), job));
    }

    private static boolean frees(Request request, JobId job) {
        return request instanceof Request.Order order && order.command().job().equals(job)
                || request instanceof Request.Writes writes
                        && writes.writes().stream()
                                .anyMatch(
                                        write -> write.release() && write.job().equals(job));
    }

    private static Part take(Call<Request, Object> call, ClaimRequest request, JobId job) {
        return new ClaimParts.Take(call.invoked(), request, job);
    }

    /** A command that lost a race begins anew, and may find, and end, another owner then. */
    private static Stream<Call<Part, Object>> command(Call<Request, Object> call, Command command) {
        List<Call<Part, Object>> steps = new ArrayList<>();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (CommandParts.endsLapsed(command) || CommandParts.leavesLive(command)) {
                steps.add(step(call, new CommandParts.FindOwner(call.invoked(), command), Optional.empty()));
            }
            if (CommandParts.endsLapsed(command)) {
                steps.add(step(call, new CommandParts.EndLapsed(call.invoked()), Optional.empty()));
            }
        }
        steps.add(step(call, new CommandParts.Apply(call.invoked(), command), call.answer()));
        return steps.stream();
    }

    private Stream<Call<Part, Object>> survey(Call<Request, Object> call, SurveyRequest request) {
        Optional<Survey> told = call.answer().map(Survey.class::cast);
        List<Call<Part, Object>> steps = new ArrayList<>();
        for (int i = 0; i < told.map(Survey::lapsed).orElse(request.lapses()); i++) {
            steps.add(step(call, new SurveyParts.EndOne(), Optional.empty()));
        }
        told.ifPresent(survey -> {
            steps.add(step(call, new SurveyParts.TellCaller(request.lease()), Optional.of(survey.caller())));
            survey.ended().forEach(lease -> steps.add(step(call, new SurveyParts.TellEnded(lease), Optional.empty())));
            jobs.forEach(job -> steps.add(step(
                    call,
                    new SurveyParts.TellStopped(request.lease(), job),
                    Optional.of(survey.stopped().contains(job)))));
        });
        return steps.stream();
    }

    private Stream<Call<Part, Object>> owned(Call<Request, Object> call, LeaseId lease) {
        Optional<OwnedPage> told = call.answer().map(OwnedPage.class::cast);
        return jobs.stream()
                .map(job -> step(
                        call,
                        new SurveyParts.TellOwned(lease, job),
                        told.map(page -> page.jobs().stream()
                                .filter(owned -> owned.id().equals(job))
                                .findFirst())));
    }
}
