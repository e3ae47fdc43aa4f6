package io.pitrguard.sandbox.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.fault.Effect;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.Vaults;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import io.pitrguard.sandbox.wire.Protocol;
import io.pitrguard.sandbox.wire.Request;
import io.pitrguard.sandbox.wire.RestJsonProtocol;
import io.pitrguard.sandbox.wire.ServiceError;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** AWS Backup (API version 2018-11-15): recovery points and restores of a table, by pages. */
public final class AwsBackup implements Service {

    private static final ErrorCodes ERRORS = new ErrorCodes(
            "backup",
            new ErrorCodes.Code("ThrottlingException", 429),
            new ErrorCodes.Code("AccessDeniedException", 403),
            new ErrorCodes.Code("ExpiredTokenException", 403),
            new ErrorCodes.Code("ServiceUnavailableException", 500),
            new ErrorCodes.Code("InvalidParameterValueException", 400),
            new ErrorCodes.Code("ResourceNotFoundException", 400));

    private static final Pattern PATH =
            Pattern.compile("/resources/([^/]+)/(recovery-points|restore-jobs)/?(?:\\?(.*))?");
    private static final Pattern TOKEN = Pattern.compile("(?:^|&)nextToken=([^&]*)");
    private static final String RESOURCE = "ResourceArn";
    private static final String NEXT = "NextToken";
    private static final int PAGE = 2;

    private final Protocol protocol = new RestJsonProtocol();

    @Override
    public String id() {
        return "backup";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public String operation(Request request) {
        Matcher path = PATH.matcher(request.path());
        if (!path.matches() || !request.method().equals("GET")) {
            return request.path();
        }
        return path.group(2).equals("restore-jobs")
                ? "ListRestoreJobsByProtectedResource"
                : "ListRecoveryPointsByResource";
    }

    /** The resource is in the path. */
    @Override
    public Input input(Request request) {
        ObjectNode members = Json.object();
        Matcher path = PATH.matcher(request.path());
        if (path.matches()) {
            members.put(RESOURCE, URLDecoder.decode(path.group(1), UTF_8));
            Matcher token = TOKEN.matcher(path.group(3) == null ? "" : path.group(3));
            if (token.find()) {
                members.put(NEXT, URLDecoder.decode(token.group(1), UTF_8));
            }
        }
        return new Input(members);
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "ListRecoveryPointsByResource", AwsBackup::points,
                "ListRestoreJobsByProtectedResource", AwsBackup::jobs);
    }

    @Override
    public ServiceError refusal(Effect effect, Target target) {
        return ERRORS.refusal(effect, target, "*");
    }

    private static ObjectNode points(Input input, Account account) {
        List<Vaults.Point> all = account.backups().vaults().points(resource(input));
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("RecoveryPoints");
        int from = from(input);
        all.stream()
                .skip(from)
                .limit(PAGE)
                .forEach(point -> list.addObject()
                        .put("RecoveryPointArn", point.arn())
                        .put("BackupVaultName", point.vault())
                        .put("Status", point.status())
                        .put("CreationDate", Json.timestamp(point.created()))
                        .put("BackupSizeBytes", point.bytes()));
        return next(answer, from, all.size());
    }

    private static ObjectNode jobs(Input input, Account account) {
        List<Vaults.Job> all = account.backups().vaults().jobs(resource(input));
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("RestoreJobs");
        int from = from(input);
        all.stream().skip(from).limit(PAGE).forEach(job -> view(job, list.addObject()));
        return next(answer, from, all.size());
    }

    private static void view(Vaults.Job job, ObjectNode view) {
        view.put("RestoreJobId", job.id())
                .put("Status", job.status())
                .put("ResourceType", "DynamoDB")
                .put("SourceResourceArn", job.table())
                .put("CreationDate", Json.timestamp(job.created()));
        if (job.completed() != null) {
            view.put("CompletionDate", Json.timestamp(job.completed()));
        }
        if (job.validation() != null) {
            view.put("ValidationStatus", job.validation());
        }
        if (job.plan() != null) {
            view.putObject("CreatedBy").put("RestoreTestingPlanArn", job.plan());
        }
    }

    private static ObjectNode next(ObjectNode answer, int from, int all) {
        return from + PAGE < all ? answer.put(NEXT, Integer.toString(from + PAGE)) : answer;
    }

    private static int from(Input input) {
        return input.text(NEXT).map(Integer::valueOf).orElse(0);
    }

    private static String resource(Input input) {
        return input.text(RESOURCE)
                .orElseThrow(
                        () -> new ServiceError("MissingParameterValueException", "A resource ARN is required.", 400));
    }
}
