"""Puts looptop.pth and looptop.start beside the package: setuptools has no static word for that."""

from setuptools import setup
from setuptools.command.build_py import build_py


class WithStartFiles(build_py):
    """Builds the package, and the two files that run at the start of Python."""

    def run(self):
        super().run()
        for name in ("looptop.pth", "looptop.start"):
            self.copy_file(name, self.build_lib + "/" + name)


setup(cmdclass={"build_py": WithStartFiles})
