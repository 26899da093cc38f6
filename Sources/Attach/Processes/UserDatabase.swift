import CLinux
import Glibc

/// What /etc/passwd tells.
public enum UserDatabase {
    /// The home of the user that we run as; nil where there is none, or no such file.
    public static var ownHome: String? {
        looptop_look_up_plainly()
        return getpwuid(geteuid()).map { String(cString: $0.pointee.pw_dir) }
    }
}
