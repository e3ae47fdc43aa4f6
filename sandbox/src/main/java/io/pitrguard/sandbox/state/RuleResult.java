package io.pitrguard.sandbox.state;

import java.time.Instant;

/**
 * A verdict that AWS Config accepted.
 *
 * @param recorded when it was accepted
 * @param invoked when the rule was asked: the moment in which the token was made
 */
public record RuleResult(Evaluation evaluation, Instant recorded, Instant invoked) {}
