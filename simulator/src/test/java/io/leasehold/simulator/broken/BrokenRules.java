package io.leasehold.simulator.broken;

import static io.leasehold.simulator.broken.BrokenEngine.noticedBy;
import static io.leasehold.simulator.broken.BrokenEngines.STORE;

import java.util.List;

/** The store's rules that carry the promise, taken away one by one: no engine could make up for them. */
final class BrokenRules {
    private static final String WRITES = STORE + "WriteRules.java";

    static final List<BrokenEngine> ALL = List.of(
            noticedBy("AUTH", "a write's owner and token aren't looked at")
                    .with(WRITES, "if (!ownership.is(write.owner(), write.token())) {", "if (false) {"),
            noticedBy("MONO", "a write's revision isn't looked at")
                    .with(WRITES, "if (ownership.revision() > write.revision()) {", "if (false) {"),
            noticedBy("STALL", "a repeated write isn't answered as applied")
                    .with(WRITES, "if (ownership.revision() == write.revision()) {", "if (false) {")
                    .with(
                            WRITES,
                            "ownership.revision() > write.revision()",
                            "ownership.revision() >= write.revision()"),
            noticedBy("LOSS", "a step that a person said was not delivered is gone over")
                    .with(STORE + "CommandRules.java", "if (verdict == Verdict.NOT_DELIVERED) {", "if (false) {"),
            noticedBy("DUP", "a step that a person said was delivered is performed again")
                    .with(
                            STORE + "CommandRules.java",
                            "if (verdict == Verdict.NOT_DELIVERED) {",
                            "if (verdict != Verdict.SKIP) {"),
            noticedBy("TOKEN", "the token restarts on release")
                    .with(
                            STORE + "Ownership.java",
                            "return new Ownership(Optional.empty(), token, revision, claimNumber);",
                            "return new Ownership(Optional.empty(), 0, revision, claimNumber);"));

    private BrokenRules() {}
}
