package io.pitrguard.domain.drill;

/**
 * Where the evidence of a drill is: the number of its record in the chain, and that record's digest.
 *
 * @param number from 1
 * @param digest a SHA-256 in hexadecimal digits
 */
public record DrillEvidenceLink(long number, String digest) {}
