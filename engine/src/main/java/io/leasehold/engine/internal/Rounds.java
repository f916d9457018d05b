package io.leasehold.engine.internal;

import io.leasehold.engine.runtime.Answer;
import io.leasehold.engine.runtime.Operation;
import io.leasehold.engine.runtime.Timer;
import io.leasehold.store.ClaimRequest;
import io.leasehold.store.JobRecord;
import io.leasehold.store.LeaseEnd;
import io.leasehold.store.LeaseId;
import io.leasehold.store.LeaseState;
import io.leasehold.store.ReadableType;
import io.leasehold.store.StoreException;
import io.leasehold.store.Survey;
import io.leasehold.store.SurveyRequest;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * E3, E4: rounds of takeover. A round is one survey and, where there are orphans, claims up to the fair share. Rounds are held at least every scan
 * interval, at the earliest lapse the store announced, and when something calls for one; they follow each other until claims bring
 * nothing. One question is open at a time; a claim that isn't answered is repeated under its number (R9), and given up after a while.
 */
final class Rounds {
    /** A claim that stays unanswered so often is given up: the walk over what the lease owns finds what it brought. */
    private static final int MOST_TRIES = 5;

    private final Core core;
    private final LeaseKeeper keeper;
    private final Jobs jobs;
    private final Questions questions;
    private final Ringer ringer;
    private final Tidying tidying;
    private final List<ReadableType> types;
    private final HandOver handOver;

    private @Nullable LeaseId current;
    private boolean asking;
    private boolean again;
    private boolean closed;
    private boolean starved;
    private boolean submitted;
    private int failures;
    private int row;
    private long claimNumber;
    private Optional<LeaseId> cursor = Optional.empty();
    private final Exhausted exhausted = new Exhausted();
    private Timer next = () -> {};
    private Timer scan = () -> {};

    Rounds(
            Core core,
            LeaseKeeper keeper,
            Jobs jobs,
            Questions questions,
            Ringer ringer,
            Tidying tidying,
            List<ReadableType> types) {
        this.core = core;
        this.keeper = keeper;
        this.jobs = jobs;
        this.questions = questions;
        this.ringer = ringer;
        this.tidying = tidying;
        this.types = types;
        this.handOver = new HandOver(core, keeper, jobs, this::trigger);
    }

    /** A fresh lease: claims are numbered anew, and open questions were about another one. */
    private void joined() {
        claimNumber = 0;
        row = 0;
        cursor = Optional.empty();
        asking = false;
        again = false;
        trigger();
    }

    /** The lease was proven: the first time under a fresh one, rounds begin. */
    void proven() {
        if (!keeper.lease().equals(current)) {
            current = keeper.lease();
            joined();
        }
    }

    void close() {
        closed = true;
        next.cancel();
        scan.cancel();
        handOver.close();
    }

    /** A claim has ended: there may be room for an orphan that was left behind. */
    void roomier() {
        if (starved && jobs.count() < core.settings().room()) {
            starved = false;
            trigger();
        }
    }

    /** A job was submitted here: who sees it first needn't wait for those who have fewer. */
    void submitted() {
        submitted = true;
        ringer.ring();
        trigger();
    }

    /** A job was handed over. */
    void handedOver() {
        handOver.released();
        ringer.ring();
    }

    /** The bell rang. */
    void rung() {
        handOver.heard();
        trigger();
    }

    /** Holds a round now, or after the one in hand. */
    void trigger() {
        if (closed
                || keeper.phase() != LeaseKeeper.Phase.LIVE
                || !keeper.lease().equals(current)) {
            return;
        }
        if (asking) {
            again = true;
            return;
        }
        survey();
    }

    private void survey() {
        next.cancel();
        awaitScan();
        asking = true;
        again = false;
        handOver.asked();
        LeaseId lease = keeper.lease();
        int lapses = keeper.blind() ? 0 : SurveyRequest.LEASES;
        SurveyRequest request = new SurveyRequest(lease, types, cursor, lapses);
        core.<Survey>ask(Operation.SURVEY, store -> store.survey(request), answer -> {
            if (closed || !lease.equals(keeper.lease())) {
                return;
            }
            asking = false;
            if (answer instanceof Answer.Returned<Survey> returned) {
                failures = 0;
                surveyed(returned.value());
            } else {
                failures++;
                in(core.storeBackoff(failures));
            }
        });
    }

    /** Whatever else happens, the next scan comes. */
    private void awaitScan() {
        scan.cancel();
        scan = core.runtime().schedule(core.settings().scan(), this::scan);
    }

    private void scan() {
        awaitScan();
        tidying.perhaps();
        trigger();
    }

    private void surveyed(Survey survey) {
        if (survey.lapsed() > 0) {
            ringer.ring();
        }
        if (survey.caller() instanceof LeaseState.Ended) {
            keeper.beatNow();
            return;
        }
        tidying.fleet(survey.fleet().instances());
        jobs.stopWished(survey.stopped());
        if (core.settings().handOver()) {
            handOver.surveyed(survey, FairShare.orphans(survey, exhausted.leases()) > 0);
        }
        boolean before = survey.lapsed() > 0 && cursor.isPresent();
        awaitLapse(survey);
        if (survey.orphans() && !keeper.blind()) {
            claim(survey);
        } else {
            row = 0;
            boolean blind = survey.orphans() && keeper.blind();
            if (!survey.orphans()) {
                turnPage(survey, before);
            }
            goOn(survey.more() || before || blind);
        }
    }

    /** E3: the earliest lapse announced, plus a jitter that grows with the fleet. One that has come, and wasn't ended, is not asked for without pause. */
    private void awaitLapse(Survey survey) {
        survey.nextLapse().ifPresent(lapse -> {
            Duration soonest = core.settings().roundPause();
            boolean left = keeper.blind() || (lapse.isZero() && survey.lapsed() == 0);
            Duration wait = left && lapse.compareTo(soonest) < 0 ? soonest : lapse;
            in(wait.plus(jitter(survey)).plusMillis(1));
        });
    }

    private Duration jitter(Survey survey) {
        Duration most = Duration.ofMillis(Math.min(1_000, 2 * survey.fleet().instances()));
        return core.upTo(most);
    }

    private void claim(Survey survey) {
        int share = share(survey);
        if (share == 0) {
            row++;
            starved = jobs.count() >= core.settings().room();
            if (!starved) {
                in(polite(survey));
            }
            return;
        }
        claim(survey, share);
    }

    /** Behind an orderly stop there is a second for everything (G6): what those who lack jobs leave is taken soon. */
    private Duration polite(Survey survey) {
        Duration jitter = jitter(survey);
        Duration pause = core.settings().roundPause();
        long reported = FairShare.orphans(survey, exhausted.leases());
        if (!someoneLeftInOrder(survey)) {
            return reported > 0 ? pause.plus(jitter) : handOver.polite(survey, pause, jitter);
        }
        // A ring may have rested for a pause, and of few jobs the steps have to begin within the same second.
        boolean few = reported <= ClaimRequest.Orphans.DEFAULT_JOBS;
        return handOver.polite(survey, few ? pause.dividedBy(2) : pause, jitter);
    }

    private boolean someoneLeftInOrder(Survey survey) {
        return survey.ended().stream()
                .anyMatch(lease ->
                        lease.how() == LeaseEnd.CLEAN && !exhausted.leases().contains(lease.id()));
    }

    /** Nobody takes back at once what it has just handed over; what a dead owner left is another matter. */
    private int share(Survey survey) {
        boolean offered = row == 0 && handOver.offers() && FairShare.orphans(survey, exhausted.leases()) == 0;
        int share = offered
                ? 0
                : FairShare.of(survey, exhausted.leases(), jobs.count(), keeper.reported(), core.settings(), row);
        boolean own = submitted && share == 0 && jobs.count() < core.settings().room();
        submitted = false;
        return own ? 1 : share;
    }

    /** Claims what is left of this round's share, as much at once as one claim brings. */
    private void claim(Survey survey, int share) {
        asking = true;
        claimNumber++;
        ClaimRequest.Orphans target = new ClaimRequest.Orphans(
                List.copyOf(dead(survey)),
                Math.min(share, ClaimRequest.Orphans.DEFAULT_JOBS),
                ClaimRequest.Orphans.DEFAULT_BYTES);
        send(survey, new ClaimRequest(keeper.lease(), claimNumber, types, target), share, questions.ask(), 0);
    }

    private static Set<LeaseId> dead(Survey survey) {
        Set<LeaseId> ids = new LinkedHashSet<>();
        survey.ended().forEach(lease -> ids.add(lease.id()));
        return ids;
    }

    private void send(Survey survey, ClaimRequest request, int share, long question, int tries) {
        core.<List<JobRecord>>ask(Operation.CLAIM, store -> store.claim(request), answer -> {
            if (!request.lease().equals(keeper.lease())) {
                return;
            }
            if (answer instanceof Answer.Returned<List<JobRecord>> returned) {
                asking = false;
                jobs.adoptAll(question, request.lease(), returned.value());
                handOver.brought(returned.value());
                questions.close(question);
                claimed(survey, request, share, returned.value().size());
            } else if (closed) {
                questions.close(question);
            } else if (tries == 0) {
                send(survey, request, share, question, 1);
            } else if (tries >= MOST_TRIES || refused(answer)) {
                questions.close(question);
                asking = false;
                in(core.storeBackoff(tries));
            } else {
                core.runtime()
                        .schedule(core.storeBackoff(tries), () -> send(survey, request, share, question, tries + 1));
            }
        });
    }

    /** An odd claim that brings nothing is followed at once by the even one that covers the rest (R9). */
    private void claimed(Survey survey, ClaimRequest request, int share, int brought) {
        if (closed) {
            return;
        }
        boolean firstHalf = request.number() % 2 == 1;
        boolean goesOn = brought > 0 ? brought < share : firstHalf;
        if (goesOn && !keeper.blind()) {
            claim(survey, share - brought);
        } else if (brought > 0) {
            row++;
            again = false;
            in(
                    someoneLeftInOrder(survey)
                            ? polite(survey)
                            : core.settings().roundPause().plus(jitter(survey)));
        } else {
            row = 0;
            turnPage(survey, false);
            goOn(survey.more());
        }
    }

    /** Nothing is left on this page. A lease that ended just now may stand on an earlier one: then from the beginning. */
    private void turnPage(Survey survey, boolean fromTheBeginning) {
        exhausted.turned(dead(survey), survey.more());
        cursor = survey.more() && !fromTheBeginning
                ? Optional.of(survey.ended().get(survey.ended().size() - 1).id())
                : Optional.empty();
    }

    private static boolean refused(Answer<?> answer) {
        return answer instanceof Answer.Threw<?> threw
                && (threw.problem() instanceof StoreException.StoreRejected
                        || threw.problem() instanceof IllegalArgumentException);
    }

    private void goOn(boolean more) {
        if (again || more) {
            in(again ? Duration.ZERO : core.settings().roundPause());
        }
    }

    /** A round after this time, unless one comes first. */
    private void in(Duration wait) {
        next.cancel();
        next = core.runtime().schedule(wait, this::trigger);
    }
}
