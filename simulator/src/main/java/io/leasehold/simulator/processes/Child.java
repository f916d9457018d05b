package io.leasehold.simulator.processes;

import io.leasehold.simulator.history.EventJson;
import io.leasehold.simulator.history.History;
import io.leasehold.simulator.history.HistoryEvent;
import io.leasehold.simulator.history.HistoryEvent.EffectStarted;
import io.leasehold.simulator.history.HistoryEvent.Frozen;
import io.leasehold.simulator.history.HistoryEvent.Killed;
import io.leasehold.simulator.history.HistoryEvent.StopAsked;
import io.leasehold.simulator.history.HistoryEvent.Stopped;
import io.leasehold.simulator.history.HistoryEvent.Woken;
import io.leasehold.simulator.history.Phase;
import io.leasehold.simulator.processes.Deaths.Means;
import io.leasehold.simulator.realtime.Spot;
import io.leasehold.simulator.realtime.Trap;
import io.leasehold.simulator.realtime.Victim;
import io.leasehold.simulator.scenario.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One instance as a process that this one started, seen from outside. What it says is written down and answered under this object's
 * lock, and what is done to it is done under the same: nothing of it passes meanwhile. Thread-safe.
 */
final class Child implements Victim {
    private static final long READ_MILLIS = TimeUnit.SECONDS.toMillis(60);

    private final String name;
    private final Jvm jvm;
    private final History history;
    private final Books books;
    private final Deaths deaths;
    private final Duration stopping;
    private final Trap trap = new Trap();
    private final EventJson json = new EventJson();
    private final Thread listening;
    private long wokenMillis;
    private volatile long worstStallMillis;
    private volatile Life life = Life.RUNNING;
    private volatile @Nullable Exception problem;

    /** How it is. */
    enum Life {
        RUNNING,
        FROZEN,
        STOPPED,
        KILLED
    }

    /**
     * Starts to listen to a process that waits for its assignment, and gives it that.
     *
     * @param stopping how long it may take to stop in order before it is killed
     */
    Child(String name, Jvm jvm, String assignment, History history, Books books, Deaths deaths, Duration stopping) {
        this.name = name;
        this.jvm = jvm;
        this.history = history;
        this.books = books;
        this.deaths = deaths;
        this.stopping = stopping;
        this.listening = new Thread(this::listen, "leasehold-listens-to-" + name);
        listening.setDaemon(true);
        listening.start();
        begin(assignment);
    }

    private void begin(String assignment) {
        try {
            say(assignment);
        } catch (IOException e) {
            throw new UncheckedIOException("process " + name + " can't be told what to do", e);
        }
    }

    // What it says

    private void listen() {
        try {
            BufferedReader lines = jvm.lines();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                say(answered(line));
            }
        } catch (IOException | RuntimeException e) {
            problem = e;
        }
    }

    private synchronized String answered(String line) {
        if (line.startsWith(Wire.STALLED)) {
            stalled(Long.parseLong(line.substring(Wire.STALLED.length())));
        } else if (line.equals(Wire.PASSING)) {
            trap.passing(Spot.outside(Phase.AFTER_INTENT));
        } else if (written(json.read(line)) instanceof EffectStarted) {
            trap.passing(Spot.outside(Phase.AFTER_EFFECT));
        }
        return Wire.GO + history.nowMillis();
    }

    /** One that began before it was woken is no stall of the machine's. */
    private void stalled(long millis) {
        if (life == Life.RUNNING && history.nowMillis() - millis > wokenMillis) {
            worstStallMillis = Math.max(worstStallMillis, millis);
        }
    }

    /** It happened now, by the clock of this side. */
    private HistoryEvent written(HistoryEvent told) {
        history.add(at -> json.at(at, told));
        books.look(told);
        return told;
    }

    /** Who is gone hears nothing any more. */
    private void say(String line) throws IOException {
        try {
            jvm.say(line);
        } catch (IOException gone) {
            if (life == Life.RUNNING && jvm.alive()) {
                throw gone;
            }
        }
    }

    // How it is

    @Override
    public String name() {
        return name;
    }

    Life life() {
        return life;
    }

    /** What went wrong with it, if anything has that nobody here had befall it. */
    Optional<String> failed() {
        if (life == Life.RUNNING && !jvm.alive()) {
            return Optional.of("ended by itself, with exit code " + jvm.exitCode());
        }
        return Optional.ofNullable(problem)
                .filter(any -> life == Life.RUNNING)
                .map(any -> "could not be understood: " + any.getMessage());
    }

    /** The process's exit code, once it is gone. */
    int exitCode() {
        return jvm.exitCode();
    }

    /** The longest time for which the machine let nothing of it run, though nobody had stopped it. */
    Duration worstStall() {
        return Duration.ofMillis(worstStallMillis);
    }

    @Override
    public boolean live() {
        return books.live(name);
    }

    @Override
    public boolean holdsJobs() {
        return books.holdsJobs(name);
    }

    // What is done to it

    @Override
    public Landing aim(Fault fault) {
        if (fault instanceof Fault.Kill kill) {
            return kill(kill.phase());
        } else if (fault instanceof Fault.Freeze freeze) {
            return freeze.phase() == Phase.IDLE
                    ? Landing.polling(this::freezeIfIdle)
                    : trap.arm(Spot.outside(freeze.phase()), () -> freeze(freeze.phase()))::await;
        }
        return millis -> {
            stop();
            return true;
        };
    }

    private Landing kill(Phase phase) {
        Means means = deaths.next(phase);
        Landing landing = phase == Phase.IDLE
                ? Landing.polling(this::killIfIdle)
                : trap.arm(Spot.outside(phase), () -> kill(phase, means))::await;
        return millis -> {
            boolean hit = landing.within(millis);
            if (!hit) {
                deaths.back(phase, means);
            }
            return hit;
        };
    }

    private synchronized boolean killIfIdle() {
        boolean idle = books.idle(name);
        if (idle) {
            kill(Phase.IDLE, Means.SIGKILL);
        }
        return idle;
    }

    /** What it had said before it died, and was not answered, is written down behind this. */
    private void kill(Phase phase, Means means) {
        life = Life.KILLED;
        if (means == Means.SIGKILL) {
            jvm.kill();
        } else {
            begin(Wire.HALT);
            jvm.gone();
        }
        history.add(at -> new Killed(at, name, phase));
    }

    private synchronized boolean freezeIfIdle() {
        boolean idle = books.idle(name);
        if (idle) {
            freeze(Phase.IDLE);
        }
        return idle;
    }

    private void freeze(Phase phase) {
        life = Life.FROZEN;
        jvm.freeze();
        history.add(at -> new Frozen(at, name, phase));
    }

    @Override
    public synchronized void wake() {
        written(new Woken(0, name));
        wokenMillis = history.nowMillis();
        life = Life.RUNNING;
        jvm.thaw();
    }

    /** SIGTERM; waits for its end. One that doesn't end in time has not stopped. */
    void stop() {
        life = Life.STOPPED;
        history.add(at -> new StopAsked(at, name));
        jvm.terminate();
        if (jvm.gone(stopping)) {
            history.add(at -> new Stopped(at, name));
        }
    }

    @Override
    public void bury() {
        jvm.kill();
        synchronized (this) {
            jvm.thaw();
        }
        try {
            listening.join(READ_MILLIS);
            jvm.close();
        } catch (IOException e) {
            problem = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
