package io.leasehold.simulator.real;

import io.leasehold.simulator.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The instances of a run. Used by the thread that runs it. */
final class Fleet {
    private final RunOptions options;
    private final History history;
    private final Random random;
    private final List<Member> members = new ArrayList<>();
    private int started;

    Fleet(RunOptions options, History history) {
        this.options = options;
        this.history = history;
        this.random = new Random(options.seed());
    }

    Member start() {
        started++;
        Member member = new Member("instance-" + started, options, history);
        members.add(member);
        return member;
    }

    int started() {
        return started;
    }

    int running() {
        return (int) members.stream().filter(Member::running).count();
    }

    /** Those that run and own jobs, in drawn order. */
    List<Member> owners() {
        List<Member> owners = new ArrayList<>(members.stream()
                .filter(member -> member.running() && member.jobs() > 0)
                .toList());
        java.util.Collections.shuffle(owners, random);
        return owners;
    }

    void remove(Member member) {
        members.remove(member);
    }

    void stopAll() {
        List.copyOf(members).forEach(member -> {
            if (member.running()) {
                member.stop();
            }
            members.remove(member);
        });
    }
}
