package io.pitrguard.port;

import io.pitrguard.domain.table.Cause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What AWS Config keeps of one rule, in memory. */
public final class InMemoryComplianceResults implements ComplianceResults {
    private static final String TABLE = "AWS::DynamoDB::Table";
    private static final int PAGE = 100;

    private final String rule;
    private final Set<String> tokens = new HashSet<>();
    private final Map<String, Evaluation> results = new LinkedHashMap<>();
    private final Map<String, Integer> failing = new HashMap<>();
    private final List<List<Evaluation>> reports = new ArrayList<>();
    private Optional<Cause> failure = Optional.empty();

    /** Makes the results of a rule of that name. */
    public InMemoryComplianceResults(String rule) {
        this.rule = rule;
    }

    /** Gives a ticket that is good until {@link #expireTokens}. */
    public Ticket ticket() {
        String token = "token-" + tokens.size();
        tokens.add(token);
        return new Ticket(token, false);
    }

    /** From now on no token that was given is good. */
    public void expireTokens() {
        tokens.clear();
    }

    /** The next so many evaluations of a resource come back as failed. */
    public void failEvaluations(String resourceId, int times) {
        failing.put(resourceId, times);
    }

    /** From now on every call fails. */
    public void fail(Cause.Kind kind) {
        failure = Optional.of(new Cause(kind, "AWS Config failed: " + kind + "."));
    }

    /** Calls work again. */
    public void recover() {
        failure = Optional.empty();
    }

    /** Every report that was asked for, in order, also those that failed. */
    public List<List<Evaluation>> reports() {
        return List.copyOf(reports);
    }

    /** The newest evaluation of each resource, by its id. */
    public Map<String, Evaluation> known() {
        Map<String, Evaluation> known = new HashMap<>();
        results.values().forEach(evaluation -> known.put(evaluation.resourceId(), evaluation));
        return known;
    }

    @Override
    public Result<List<Evaluation>> report(Ticket ticket, List<Evaluation> evaluations) {
        reports.add(List.copyOf(evaluations));
        if (failure.isPresent()) {
            return new Result.Failure<>(failure.get());
        }
        if (evaluations.size() > MAX_EVALUATIONS) {
            return refused("takes at most 100 evaluations");
        }
        if (ticket.test()) {
            return new Result.Success<>(List.of());
        }
        if (!tokens.contains(ticket.resultToken())) {
            return new Result.Failure<>(new Cause(Cause.Kind.DENIED, "AWS Config does not know the token."));
        }
        return new Result.Success<>(
                evaluations.stream().filter(evaluation -> !took(evaluation)).toList());
    }

    private boolean took(Evaluation evaluation) {
        if (failing.merge(evaluation.resourceId(), -1, Integer::sum) >= 0) {
            return false;
        }
        results.merge(
                evaluation.resourceType() + " " + evaluation.resourceId(),
                evaluation,
                (old, late) -> late.orderedAt().isBefore(old.orderedAt()) ? old : late);
        return true;
    }

    @Override
    public Result<Page<List<String>>> held(String ruleName, Optional<String> token) {
        if (failure.isPresent()) {
            return new Result.Failure<>(failure.get());
        }
        if (!ruleName.equals(rule)) {
            return new Result.Failure<>(new Cause(Cause.Kind.REFUSED, "There is no rule " + ruleName + "."));
        }
        List<String> held = results.values().stream()
                .filter(evaluation -> evaluation.resourceType().equals(TABLE))
                .filter(evaluation -> evaluation.compliance() != Compliance.NOT_APPLICABLE)
                .map(Evaluation::resourceId)
                .toList();
        int from = token.map(Integer::parseInt).orElse(0);
        int to = Math.min(held.size(), from + PAGE);
        return new Result.Success<>(new Page<>(
                held.subList(from, to), to < held.size() ? Optional.of(Integer.toString(to)) : Optional.empty()));
    }

    private static Result<List<Evaluation>> refused(String why) {
        return new Result.Failure<>(new Cause(Cause.Kind.REFUSED, "AWS Config " + why + "."));
    }
}
