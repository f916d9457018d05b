package io.leasehold.simulator.virtual;

/**
 * An owner of all jobs leaves a step in doubt, and who inherits them all is killed once it has that step to close: the next one finds
 * what two owners left. An heir that others own jobs beside is spared. Not thread-safe.
 */
final class HeirOfAll {
    private final Stage stage;
    private final Ambush ambush;
    private final Starter starting;

    /** {@code starting} starts one more instance, which trouble befalls like the others. */
    HeirOfAll(Stage stage, Ambush ambush, Starter starting) {
        this.stage = stage;
        this.ambush = ambush;
        this.starting = starting;
    }

    /** Lies in wait for the owner, and then for its heir. */
    void await(VirtualInstance owner) {
        ambush.lay(StepPhase.AFTER_EFFECT, owner, this::bequeath);
    }

    /** Starts an instance, and watches it. */
    interface Starter {
        VirtualInstance start();
    }

    private void bequeath(VirtualInstance owner) {
        if (owner.free()) {
            owner.count(Trouble.KILL);
            owner.kill();
            ambush.lay(StepPhase.RESOLVING, starting.start(), this::end);
        }
    }

    private void end(VirtualInstance heir) {
        if (heir.free() && ownsAll(heir)) {
            heir.count(Trouble.OWNER_OF_ALL);
            heir.kill();
            starting.start();
        }
    }

    /** Whether it owns jobs, and nobody else who runs does. */
    private boolean ownsAll(VirtualInstance heir) {
        return owns(heir)
                && stage.members().stream()
                        .filter(VirtualInstance::alive)
                        .noneMatch(other -> other != heir && owns(other));
    }

    private boolean owns(VirtualInstance member) {
        return !stage.roster.jobsOf(member.name()).isEmpty();
    }
}
