package pe.gob.muniporvenir.auxilio.host;

import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the Java machine knows of itself. */
public final class Machine {
    private static final Pattern GLOBAL_REFERENCES = Pattern.compile("JNI global refs: (\\d+)");

    private Machine() {}

    /** How many global references native code holds, as a dump of the threads ends with. */
    public static int globalReferences() throws JMException {
        String dump = (String) ManagementFactory.getPlatformMBeanServer().invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "threadPrint",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
        Matcher matcher = GLOBAL_REFERENCES.matcher(dump);
        if (!matcher.find()) {
            throw new IllegalStateException("the dump does not tell them");
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** How many threads the machine takes for its own. */
    public static int threads() {
        return Thread.getAllStackTraces().size();
    }
}
