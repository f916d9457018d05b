/** One broken house rule a class; {@code PlantedViolationTest} wants each of them found. Not null-marked: planted too. */
package io.leasehold.architecture.planted;
