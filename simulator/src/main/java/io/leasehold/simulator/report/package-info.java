/**
 * What people and programs are told about a run: progress, the table, the JSON result. It reads evidence and verdicts, and judges only
 * whether the machine allowed a judgement.
 */
@NullMarked
package io.leasehold.simulator.report;

import org.jspecify.annotations.NullMarked;
