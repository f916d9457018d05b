package io.leasehold.tck.report;

import java.util.Optional;
import java.util.stream.Stream;

/** The rules of {@link io.leasehold.store.LeaseStore}, each with its sentence. */
public enum Rule {
    R1("A grant makes a live lease that lasts its ttl; repeated while its record exists it changes nothing."),
    R2("A renewal moves the end of a lease that has not ended, and answers the time left; zero only asks."),
    R3("An ended lease never lives again, whatever any clock does; nor does one without a record."),
    R4("An end is immediate, for ever, and may be repeated."),
    R5("A survey ends lapsed leases up to its limit and answers in bounded size, whatever the number of jobs."),
    R6("Only a lease with an ended record is dead; one without a record is buried first, never over a live one."),
    R7("Two claims of one job never both succeed; each success has a token higher than any before it."),
    R8("A claim by a lease that is ended or absent brings nothing."),
    R9("A claim brings readable orphans within its bounds as last written; repeated, what it brought, not more."),
    R10("A claim counts a lapse when the job comes from a lapsed lease with a step open or its due passed."),
    R11("A write is judged by owner and token, then revision, then sequence; a former owner's changes nothing."),
    R12("A higher revision is applied whole, the same one answers applied, a lower one is superseded."),
    R13("A batch is judged write by write and answered in order; only trouble of the whole call is thrown."),
    R14("A write's answer carries the operator's wish and its number."),
    R15("Due is the store's now plus the delay; readers hear the delay that remains."),
    R16("A submission creates, or tells that it is there already, or another; it never brings an old run back."),
    R17("A command applies to its run and command number alone; a stale one changes nothing."),
    R18("Housekeeping goes in bounded steps, and never takes a token, a live lease or a runnable job away."),
    R19("A read by key sees every write acknowledged before; pages skip nothing and show nothing twice."),
    R20("A ring changes the bell, which is a key of its own, and reaches every client."),
    R21("Expected outcomes are values; trouble says what may be concluded; a bad argument is named with its limit."),
    R22("Every call ends within its call timeout."),
    R23("Ids, labels, payloads, effects and states come back byte for byte, and are never anything but values."),
    R24("Many clients may prepare a store at once, and again; it describes what it is."),
    R25("A lock is taken only while free, by the token it was free at; each holder's token is the next.");

    private final String sentence;

    Rule(String sentence) {
        this.sentence = sentence;
    }

    /** What the rule asks, in one line. */
    public String sentence() {
        return sentence;
    }

    /** The rule that a test is named by: the first word of its display name. */
    public static Optional<Rule> of(String displayName) {
        String first = displayName.split(" ", 2)[0];
        return Stream.of(values()).filter(rule -> rule.name().equals(first)).findFirst();
    }
}
