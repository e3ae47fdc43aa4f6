package io.pitrguard.domain.restore;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The person behind a caller's ARN, as far as STS proves one.
 *
 * <p>A user is a person. So is a session of a role of IAM Identity Center, which names sessions after its users. Whoever
 * assumes another role chooses the session's name freely, so that all sessions of such a role count as one person:
 * otherwise a requester could approve as somebody else. The same is true of federated users, whose names the user who makes
 * them chooses.
 *
 * @param key equal for callers who may be the same person
 */
public record Person(String key) {
    private static final Pattern SESSION = Pattern.compile("arn:([^:]+):sts::(\\d{12}):assumed-role/([^/]+)/(.+)");
    private static final Pattern FEDERATED = Pattern.compile("(arn:[^:]+:sts::\\d{12}:federated-user)/.+");
    private static final String IDENTITY_CENTER = "AWSReservedSSO_";

    /** Returns the person behind an ARN, as {@code GetCallerIdentity} returns it. */
    public static Person of(String callerArn) {
        Matcher session = SESSION.matcher(callerArn);
        if (!session.matches()) {
            Matcher federated = FEDERATED.matcher(callerArn);
            return new Person(federated.matches() ? federated.group(1) : callerArn);
        }
        // The same user of Identity Center may use several roles, in any account.
        return session.group(3).startsWith(IDENTITY_CENTER)
                ? new Person("identity-center:" + session.group(4).toLowerCase(Locale.ROOT))
                : new Person(roleArn(session));
    }

    /** Returns the ARNs by which patterns may name a caller: the caller's own and, of a session, its role's. */
    public static List<String> names(String callerArn) {
        Matcher session = SESSION.matcher(callerArn);
        return session.matches() ? List.of(callerArn, roleArn(session)) : List.of(callerArn);
    }

    private static String roleArn(Matcher session) {
        return "arn:%s:iam::%s:role/%s".formatted(session.group(1), session.group(2), session.group(3));
    }
}
