package io.pitrguard.e2e;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides as IAM would what moto lets anybody do: to assume a role, existing or not, and what its session may call. Roles
 * are those of the member accounts, as moto has them. Records all calls of their sessions.
 *
 * <p>Who is no session of a role that was assumed through here is the test itself, and may do anything.
 */
final class MemberGate implements FunctionGateway.Gate {
    private static final Pattern KEY = Pattern.compile("<AccessKeyId>([^<]+)</AccessKeyId>");

    private final String organization;
    private final Map<String, MemberRole> roles = new ConcurrentHashMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final List<MemberCall> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<String> refused = Collections.synchronizedList(new ArrayList<>());

    private record Session(String role, String name) {}

    /** Takes the organization's id: all callers are of it. */
    MemberGate(String organization) {
        this.organization = organization;
    }

    /** From now on this role exists. */
    void knows(MemberRole role) {
        roles.put(role.arn(), role);
    }

    /** From now on this role does not exist, and AWS knows no session of it. */
    void forgets(String arn) {
        roles.remove(arn);
    }

    /** Returns what sessions of member roles called, in order. */
    List<MemberCall> calls() {
        return List.copyOf(calls);
    }

    /** Returns what was refused, in words. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    @Override
    public Optional<FunctionGateway.Refusal> refusal(AwsCall call) {
        return Optional.ofNullable(sessions.get(call.accessKey()))
                .flatMap(caller -> isAssuming(call) ? assuming(call, caller) : calling(call, caller))
                .map(why -> {
                    refused.add(why.message());
                    return why;
                });
    }

    private Optional<FunctionGateway.Refusal> assuming(AwsCall call, Session caller) {
        String arn = call.input().get("RoleArn");
        boolean trusted = Optional.ofNullable(roles.get(arn))
                .filter(role ->
                        role.trusts(caller.role(), organization, call.input().getOrDefault("ExternalId", "")))
                .isPresent();
        return trusted ? Optional.empty() : Optional.of(denial(caller, "sts:AssumeRole", arn));
    }

    /** What functions do with their own roles is for a test of infra/ to prove. */
    private Optional<FunctionGateway.Refusal> calling(AwsCall call, Session caller) {
        if (!caller.role().endsWith("/" + MemberRole.NAME)) {
            return Optional.empty();
        }
        MemberCall made = MemberCall.of(call, caller.role(), caller.name());
        calls.add(made);
        MemberRole role = roles.get(caller.role());
        if (role == null) {
            return Optional.of(FunctionGateway.Refusal.unknownSession());
        }
        return role.allows(made) ? Optional.empty() : Optional.of(denial(caller, made.action(), made.resource()));
    }

    /** As AWS says it. */
    private static FunctionGateway.Refusal denial(Session caller, String action, String resource) {
        String[] arn = caller.role().split("[:/]");
        return FunctionGateway.Refusal.denied(
                "User: arn:aws:sts::%s:assumed-role/%s/%s is not authorized to perform: %s on resource: %s"
                        .formatted(arn[4], arn[arn.length - 1], caller.name(), action, resource));
    }

    @Override
    public void answered(AwsCall call, String answer) {
        Matcher key = KEY.matcher(answer);
        if (isAssuming(call) && key.find()) {
            sessions.put(
                    key.group(1),
                    new Session(call.input().get("RoleArn"), call.input().get("RoleSessionName")));
        }
    }

    private static boolean isAssuming(AwsCall call) {
        return call.service().equals("sts") && call.operation().equals("AssumeRole");
    }
}
