package io.pitrguard.sandbox.state;

import java.time.Instant;

/**
 * What a result token stands for.
 *
 * @param ruleId the rule's id: a later rule of the same name has another
 * @param made when the rule was asked
 */
public record ResultToken(String ruleId, Instant made) {}
