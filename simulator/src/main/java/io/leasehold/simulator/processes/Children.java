package io.leasehold.simulator.processes;

import io.leasehold.simulator.history.History;
import io.leasehold.simulator.processes.Child.Life;
import io.leasehold.simulator.realtime.Troop;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The instances of one run, all of them children of this process. Used by one thread. */
final class Children implements Troop, AutoCloseable {
    private final Launch launch;
    private final Function<String, String> assignments;
    private final History history;
    private final Books books = new Books();
    private final Deaths deaths;
    private final Duration stopping;
    private final List<Child> children = new ArrayList<>();

    /**
     * None yet.
     *
     * @param assignments what the instance of this name is told to do, in one line
     * @param stopping how long one may take to stop in order
     */
    Children(Launch launch, Function<String, String> assignments, History history, Deaths deaths, Duration stopping) {
        this.launch = launch;
        this.assignments = assignments;
        this.history = history;
        this.deaths = deaths;
        this.stopping = stopping;
    }

    @Override
    public void start() {
        String name = "i" + (children.size() + 1);
        children.add(new Child(
                name,
                new Jvm(launch.start(name, InstanceProgram.class)),
                assignments.apply(name),
                history,
                books,
                deaths,
                stopping));
    }

    /** All that were ever started. */
    List<Child> all() {
        return List.copyOf(children);
    }

    /**
     * Those that run.
     *
     * @throws IllegalStateException if one ended that nobody here had end
     */
    @Override
    public List<Child> running() {
        children.forEach(this::check);
        return children.stream().filter(child -> child.life() == Life.RUNNING).toList();
    }

    /** The longest time for which the machine let nothing of one of them run, though nobody had stopped it. */
    Duration worstStall() {
        return children.stream().map(Child::worstStall).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private void check(Child child) {
        child.failed().ifPresent(what -> {
            throw new IllegalStateException("instance " + child.name() + ' ' + what + lastWords(child.name()));
        });
    }

    private String lastWords(String name) {
        try {
            List<String> lines = Files.readAllLines(launch.log(name));
            return lines.isEmpty() ? "" : "; it said last: " + lines.get(lines.size() - 1);
        } catch (IOException e) {
            return "";
        }
    }

    /** Stops what runs, in order; what stands still comes to its end in silence. None is left. */
    @Override
    public void close() {
        children.stream()
                .filter(child -> child.life() == Life.RUNNING && child.failed().isEmpty())
                .forEach(Child::stop);
        children.forEach(Child::bury);
    }
}
