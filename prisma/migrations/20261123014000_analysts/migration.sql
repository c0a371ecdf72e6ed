-- Who is trained to put screening models together holds a role for it, granted by one administrator and confirmed by another as any other.
ALTER TYPE "Role" ADD VALUE 'analyst';
