package io.pitrguard.domain.drill;

import java.util.Optional;

/**
 * Where the evidence of a drill is: the number of its record in the chain, and that record's digest.
 *
 * @param number from 1
 * @param digest a SHA-256 in hexadecimal digits
 * @param report the address of the report for people; empty if an earlier version stored the evidence
 */
public record DrillEvidenceLink(long number, String digest, Optional<String> report) {
    /** Creates a link that does not say where the report is. */
    public DrillEvidenceLink(long number, String digest) {
        this(number, digest, Optional.empty());
    }
}
