import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Lets an older Java compiler read the classes of a newer Android. Since Android 16 they are built
 * for Java 21, and a compiler refuses classes that are newer than itself; but all it wants of them
 * is names and signatures, whose form has not changed since. So each class is copied with an older
 * version in its header. The result is for compiling only.
 *
 * <p>Arguments: the Java level, the jar to read, the jar to write.
 */
public final class ForCompiler {
    /** Java 1.0 was 45 minus 1, and each level since is one more. */
    private static final int VERSION_OF_LEVEL_0 = 44;
    private static final int MAGIC = 0xCAFEBABE;
    /** After the magic number and the minor version. */
    private static final int MAJOR_VERSION_AT = 6;

    public static void main(String[] arguments) throws IOException {
        short highest = (short) (VERSION_OF_LEVEL_0 + Integer.parseInt(arguments[0]));
        Path from = Path.of(arguments[1]);
        Path to = Path.of(arguments[2]);
        boolean isThere = Files.exists(to)
                && Files.getLastModifiedTime(to).compareTo(Files.getLastModifiedTime(from)) >= 0;
        if (isThere) {
            return;
        }
        // Under another name until it is whole.
        Path unfinished = to.resolveSibling(to.getFileName() + ".part");
        try (ZipFile jar = new ZipFile(from.toFile());
                OutputStream file = Files.newOutputStream(unfinished);
                ZipOutputStream written = new ZipOutputStream(file)) {
            written.setLevel(Deflater.BEST_SPEED);
            copy(jar, written, highest);
        }
        Files.move(unfinished, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(ZipFile jar, ZipOutputStream written, short highest)
            throws IOException {
        for (Enumeration<? extends ZipEntry> all = jar.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            if (!entry.getName().endsWith(".class")) {
                continue;
            }
            ByteBuffer bytes = ByteBuffer.wrap(jar.getInputStream(entry).readAllBytes());
            if (bytes.getInt(0) != MAGIC) {
                throw new IOException(entry.getName() + " is no class");
            }
            if (bytes.getShort(MAJOR_VERSION_AT) > highest) {
                bytes.putShort(MAJOR_VERSION_AT, highest);
            }
            written.putNextEntry(new ZipEntry(entry.getName()));
            written.write(bytes.array());
            written.closeEntry();
        }
    }
}
