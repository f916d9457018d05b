package io.leasehold.mongo;

/** What of a change was sent at most, which decides how much an error tells of it. */
enum Sent {
    /** One statement for one record, once. */
    ONE_RECORD,
    /** The same by a client that may have repeated it by itself. */
    ONE_RECORD_PERHAPS_TWICE,
    /** One command for any number of records. */
    MANY_RECORDS,
    /** More than one command. */
    SEVERAL_COMMANDS
}
